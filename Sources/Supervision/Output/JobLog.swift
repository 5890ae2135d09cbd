import Glibc
import JobProtocol

/// The log, with a memory of whether it can still be written: a full disk ends the job, but not in the middle of
/// ending its processes.
///
/// Of several streams, only whole lines are written, each as its step's; one stream alone is written through.
final class JobLog {
    private let writer: LogWriter
    /// Why nothing can be written any more.
    private(set) var failure: String?

    private var streams = 0
    /// Lines that have no end yet, by step.
    private var unfinished: [Int: [UInt8]] = [:]

    /// A longer line is cut by the lines of others rather than kept in memory.
    private static let longestKept = 64 << 10

    init(_ directory: JobDirectory) throws {
        writer = try LogWriter(directory)
    }

    func begin(step: Int) {
        attempt { try writer.begin(step: step) }
    }

    /// A stream more.
    func open() {
        streams += 1
    }

    /// A stream less, at its end.
    func close(step: Int) {
        streams -= 1
        flush(step)
    }

    func write(_ bytes: UnsafeRawBufferPointer, step: Int) {
        guard !bytes.isEmpty else { return }
        guard streams > 1 || unfinished[step] != nil else { return pass(bytes, step) }
        // A carriage return ends a state of a progress bar, which is worth being seen.
        guard let lastEnd = bytes.lastIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            return keep(bytes, step)
        }
        flush(step)
        pass(UnsafeRawBufferPointer(rebasing: bytes[...lastEnd]), step)
        keep(UnsafeRawBufferPointer(rebasing: bytes[(lastEnd + 1)...]), step)
    }

    /// A step has ended: its unfinished line is not waited for.
    func settle(_ step: Int) {
        flush(step)
    }

    /// What the engine itself says, in lines.
    func write(_ text: String, step: Int) {
        flush(step)
        Array(text.utf8).withUnsafeBytes { pass($0, step) }
    }

    func synchronize() {
        for step in unfinished.keys.sorted() { flush(step) }
        attempt { try writer.synchronize() }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer, _ step: Int) {
        guard !bytes.isEmpty else { return }
        guard streams > 1 else {
            flush(step)
            return pass(bytes, step)
        }
        unfinished[step, default: []].append(contentsOf: bytes)
        if unfinished[step, default: []].count > Self.longestKept { flush(step) }
    }

    private func flush(_ step: Int) {
        guard let bytes = unfinished.removeValue(forKey: step) else { return }
        bytes.withUnsafeBytes { pass($0, step) }
    }

    private func pass(_ bytes: UnsafeRawBufferPointer, _ step: Int) {
        attempt {
            try writer.resume(step: step)
            try writer.write(bytes)
        }
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
