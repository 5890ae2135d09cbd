/// Where the bytes of a pipe go.
protocol ProcessOutput: AnyObject {
    /// The reading end.
    var descriptor: FileDescriptor { get }
    func take(_ chunk: UnsafeRawBufferPointer) throws
    /// Nobody will write any more.
    func finish() throws
}
