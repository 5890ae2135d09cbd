import JobProtocol

/// The log, with a memory of whether it can still be written: a full disk ends the job, but not in the middle of
/// ending its processes.
final class JobLog {
    private let writer: LogWriter
    /// Why nothing can be written any more.
    private(set) var failure: String?

    init(_ directory: JobDirectory) throws {
        writer = try LogWriter(directory)
    }

    func begin(step: Int) {
        attempt { try writer.begin(step: step) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        attempt { try writer.write(bytes) }
    }

    func synchronize() {
        attempt { try writer.synchronize() }
    }

    private func attempt(_ action: () throws -> Void) {
        guard failure == nil else { return }
        do {
            try action()
        } catch {
            failure = "the job's output can't be written: \(error)"
        }
    }
}
