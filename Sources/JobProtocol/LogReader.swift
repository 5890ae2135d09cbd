public import Core
import Glibc

/// Opens a log of any size at once: bytes and lines by number, with the step and the time of each.
///
/// Lines count from 0 and include their line end; a last line without one counts. The log may still grow: every call
/// looks at what is there now. Without an index (it is made after the log), lines are found by reading from the start.
public struct LogReader: Sendable {
    private let log: OpenFile
    private let index: OpenFile?

    /// - Returns: nil when there is no log yet.
    public init?(_ directory: JobDirectory) throws {
        guard let log = try Self.openIfThere(directory.log) else { return nil }
        self.log = log
        index = try Self.openIfThere(directory.logIndex)
        guard let index else { return }
        let start = try index.read(at: 0, count: LogIndexRecord.size)
        // A shorter one is being made this moment. It has to be judged by what was read: it may have grown since.
        guard start.count < LogIndexRecord.size || start == LogIndexRecord.header else {
            throw JobProtocolError(.malformed, "not a log index of a version this build knows", path: index.path)
        }
    }

    private static func openIfThere(_ path: String) throws(JobProtocolError) -> OpenFile? {
        do throws(JobProtocolError) {
            return try OpenFile(path, O_RDONLY)
        } catch {
            if error.systemError == ENOENT { return nil }
            throw error
        }
    }

    // MARK: Bytes

    /// The log's size now.
    public func byteCount() throws -> Int { try log.size() }

    /// The bytes of a range, as far as they exist.
    public func bytes(in range: Range<Int>) throws -> [UInt8] {
        try log.read(at: max(0, range.lowerBound), count: range.upperBound - max(0, range.lowerBound))
    }

    // MARK: Lines

    /// How many lines there are now, an unfinished one included.
    public func lineCount() throws -> Int {
        let size = try log.size()
        let record = try lastRecord { _ in true } ?? .beginning
        // Whether the last line has its end.
        var (line, ends) = (record.line, record.offset >= size && record.isLineStart)
        try scan(from: record.offset, to: size) { position in
            line += 1
            ends = position + 1 == size
            return true
        }
        return ends ? line : line + 1
    }

    /// The bytes of lines `range`, as far as they exist.
    public func byteRange(ofLines range: Range<Int>) throws -> Range<Int> {
        let size = try log.size()
        let start = try offset(ofLine: max(0, range.lowerBound)) ?? size
        guard range.upperBound > range.lowerBound else { return start..<start }
        return start..<max(start, try offset(ofLine: range.upperBound) ?? size)
    }

    /// Where a line begins; nil when there is no such line.
    public func offset(ofLine line: Int) throws -> Int? {
        guard line >= 0 else { return nil }
        let size = try log.size()
        let record = try lastRecord { $0.line < line || ($0.line == line && $0.isLineStart) } ?? .beginning
        var found: Int? = record.line == line ? record.offset : nil
        var current = record.line
        if found == nil {
            try scan(from: record.offset, to: size) { position in
                current += 1
                if current == line { found = position + 1 }
                return found == nil
            }
        }
        return found.flatMap { $0 < size ? $0 : nil }
    }

    /// The index of the step that wrote a line; nil when there is no such line or no step had begun.
    public func step(ofLine line: Int) throws -> Int? {
        guard try offset(ofLine: line) != nil else { return nil }
        let step = try record(ofLine: line)?.step
        return step.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// When a line was written, exact to 100 ms.
    public func time(ofLine line: Int) throws -> Timestamp? {
        guard try offset(ofLine: line) != nil else { return nil }
        return try record(ofLine: line).map { Timestamp(milliseconds: $0.time) }
    }

    // MARK: Steps

    /// From the first byte that a step wrote to its last one, with what others wrote meanwhile; empty at the place where
    /// it would have written, nil before it began.
    public func byteRange(ofStep step: Int) throws -> Range<Int>? {
        let ranges = try byteRanges(ofStep: step)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound..<last.upperBound
    }

    /// The bytes a step wrote: one range, or several when others wrote meanwhile. None before it began.
    public func byteRanges(ofStep step: Int) throws -> [Range<Int>] {
        try runs(ofStep: step).map { $0.start.offset..<(try $0.end?.offset ?? log.size()) }
    }

    /// The lines from a step's first to its last.
    public func lineRange(ofStep step: Int) throws -> Range<Int>? {
        let ranges = try lineRanges(ofStep: step)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        return first.lowerBound..<last.upperBound
    }

    /// The lines a step wrote.
    public func lineRanges(ofStep step: Int) throws -> [Range<Int>] {
        try runs(ofStep: step).map { $0.start.line..<(try $0.end?.line ?? lineCount()) }
    }

    /// Where a step begins to write, and where the next one does. The whole index is looked at, which is a small part of
    /// the log: steps that run side by side leave no order to search in.
    private func runs(ofStep step: Int) throws -> [(start: LogIndexRecord, end: LogIndexRecord?)] {
        var runs: [(start: LogIndexRecord, end: LogIndexRecord?)] = []
        var isInside = false
        try forEachRecord { record in
            if record.step == step, !isInside {
                runs.append((record, nil))
                isInside = true
            } else if record.step != step, isInside {
                runs[runs.count - 1].end = record
                isInside = false
            }
        }
        return runs
    }

    // MARK: Index

    private func record(ofLine line: Int) throws -> LogIndexRecord? {
        try lastRecord { $0.line <= line }
    }

    private func recordCount() throws -> Int {
        guard let index else { return 0 }
        return max(0, try index.size() / LogIndexRecord.size - 1)
    }

    private func recordAt(_ position: Int) throws -> LogIndexRecord? {
        guard let index, try position < recordCount() else { return nil }
        let bytes = try index.read(at: (position + 1) * LogIndexRecord.size, count: LogIndexRecord.size)
        return bytes.count == LogIndexRecord.size ? bytes.withUnsafeBytes { LogIndexRecord($0) } : nil
    }

    private func forEachRecord(_ body: (LogIndexRecord) -> Void) throws {
        guard let index else { return }
        let end = (try recordCount() + 1) * LogIndexRecord.size
        var position = LogIndexRecord.size
        while position < end {
            let bytes = try index.read(at: position, count: min(end - position, 8192 * LogIndexRecord.size))
            guard bytes.count >= LogIndexRecord.size else { return }
            bytes.withUnsafeBytes { buffer in
                for start in stride(from: 0, through: buffer.count - LogIndexRecord.size, by: LogIndexRecord.size) {
                    body(LogIndexRecord(UnsafeRawBufferPointer(rebasing: buffer[start...])))
                }
            }
            position += bytes.count / LogIndexRecord.size * LogIndexRecord.size
        }
    }

    /// The number of records at the beginning for which the condition holds; it must not hold again after it failed.
    private func position(where holds: (LogIndexRecord) -> Bool) throws -> Int {
        var (low, high) = (0, try recordCount())
        while low < high {
            let middle = (low + high) / 2
            guard let record = try recordAt(middle) else { return low }
            if holds(record) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func lastRecord(where holds: (LogIndexRecord) -> Bool) throws -> LogIndexRecord? {
        let count = try position(where: holds)
        return count == 0 ? nil : try recordAt(count - 1)
    }

    /// Calls `found` with the place of each line end until it answers false.
    private func scan(from start: Int, to end: Int, found: (Int) -> Bool) throws {
        var position = start
        while position < end {
            let bytes = try log.read(at: position, count: min(end - position, 256 << 10))
            guard !bytes.isEmpty else { return }
            for (place, byte) in bytes.enumerated() where byte == 0x0A {
                guard found(position + place) else { return }
            }
            position += bytes.count
        }
    }
}

extension LogIndexRecord {
    fileprivate static let beginning = LogIndexRecord(
        offset: 0, line: 0, time: 0, step: -1, isLineStart: true, isStepStart: false)
}
