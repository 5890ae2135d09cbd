/// Output that is kept, for what the engine itself starts and reads.
final class CapturedOutput: ProcessOutput {
    let descriptor: FileDescriptor
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLong = false

    /// More than an action's description has.
    private static let maximumBytes = 4 << 20

    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    func take(_ chunk: UnsafeRawBufferPointer) {
        if bytes.count + chunk.count > Self.maximumBytes {
            isTooLong = true
        } else {
            bytes += chunk
        }
    }

    func finish() {}
}
