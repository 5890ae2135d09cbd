public import Core
import Glibc

/// Writes `output.log` and, beside it, `output.idx`.
///
/// The log holds what it is given, byte for byte, with one exception: when a step stopped in the middle of a line, a
/// line end is put there when another one writes, so that no line belongs to two steps.
public final class LogWriter {
    /// See ``LogIndexRecord``.
    private static let bytesBetweenRecords = 64 << 10
    private static let linesBetweenRecords = 256
    private static let millisecondsBetweenRecords: Int64 = 100

    private let log: OpenFile
    private let index: OpenFile
    private var pending: [UInt8] = LogIndexRecord.header
    private var last: LogIndexRecord?
    private var offset = 0
    private var line = 0
    private var step = -1
    private var isAtLineStart = true

    public init(_ directory: JobDirectory) throws {
        log = try OpenFile(directory.log, O_WRONLY | O_CREAT | O_TRUNC)
        index = try OpenFile(directory.logIndex, O_WRONLY | O_CREAT | O_TRUNC)
        try flushIndex()
    }

    /// A step begins, and what is written from now on belongs to it. Steps begin in rising order.
    public func begin(step: Int, at time: Timestamp = .now()) throws {
        try turn(to: step, isStepStart: true, at: time)
    }

    /// What is written from now on belongs to a step that has begun before: of several that run side by side, the one
    /// that writes next.
    public func resume(step: Int, at time: Timestamp = .now()) throws {
        guard step != self.step else { return }
        try turn(to: step, isStepStart: false, at: time)
    }

    private func turn(to step: Int, isStepStart: Bool, at time: Timestamp) throws {
        if !isAtLineStart {
            try log.write([UInt8(ascii: "\n")])
            offset += 1
            line += 1
            isAtLineStart = true
        }
        self.step = step
        note(
            LogIndexRecord(
                offset: offset, line: line, time: time.milliseconds, step: step, isLineStart: true,
                isStepStart: isStepStart))
        try flushIndex()
    }

    public func write(_ bytes: UnsafeRawBufferPointer, at time: Timestamp = .now()) throws {
        guard !bytes.isEmpty else { return }
        try log.write(bytes)
        count(bytes, at: time.milliseconds)
        try flushIndex()
    }

    public func write(_ text: String, at time: Timestamp = .now()) throws {
        try Array(text.utf8).withUnsafeBytes { try write($0, at: time) }
    }

    private func count(_ bytes: UnsafeRawBufferPointer, at time: Int64) {
        var position = 0
        while position < bytes.count {
            if isAtLineStart, isRecordDue(at: offset + position, time: time) {
                note(
                    LogIndexRecord(
                        offset: offset + position, line: line, time: time, step: step, isLineStart: true,
                        isStepStart: false))
            }
            let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
            guard let base = rest.baseAddress, let end = memchr(base, 0x0A, rest.count) else {
                isAtLineStart = false
                break
            }
            position += base.distance(to: UnsafeRawPointer(end)) + 1
            line += 1
            isAtLineStart = true
        }
        offset += bytes.count
    }

    private func isRecordDue(at offset: Int, time: Int64) -> Bool {
        guard let last else { return true }
        return line - last.line >= Self.linesBetweenRecords || offset - last.offset >= Self.bytesBetweenRecords
            || time - last.time >= Self.millisecondsBetweenRecords
    }

    private func note(_ record: LogIndexRecord) {
        record.write(to: &pending)
        last = record
    }

    /// After the log, so that no record names bytes that are not there.
    private func flushIndex() throws {
        guard !pending.isEmpty else { return }
        try index.write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    public func synchronize() throws {
        try log.synchronize()
        try index.synchronize()
    }
}
