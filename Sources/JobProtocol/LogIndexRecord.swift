/// One record of `output.idx`: where the log stood at some moment.
///
/// The file is a header of 32 bytes (`ANNEALIX`, version as a little-endian 32-bit number, zeros) and records of
/// 32 bytes each, little-endian, in rising order of offset, line and time:
///
/// | bytes | field |
/// | --- | --- |
/// | 0..<8 | `offset`: bytes of `output.log` before this record |
/// | 8..<16 | `line`: line ends among those bytes, so the number, counted from 0, of the line that `offset` lies in |
/// | 16..<24 | `time`: when the byte at `offset` was written, milliseconds since 1970 |
/// | 24..<28 | `step`: index of the step that wrote this |
/// | 28..<32 | bit 0: `offset` is the start of a line; bit 1: the step began here |
///
/// A record is written at each step's begin, whenever another step writes than the one before, and at the first line start after 64 KiB, 256 lines, or 100 ms. So a log
/// of 200 MB and 3 million lines has an index of some 400 KB, any line is found by a binary search and a look at no
/// more than 256 lines, and the time of a line is exact to 100 ms. A record always lags behind the log, never leads.
struct LogIndexRecord: Hashable, Sendable {
    static let size = 32
    static let header: [UInt8] = Array("ANNEALIX".utf8) + [1] + [UInt8](repeating: 0, count: 23)

    var offset: Int
    var line: Int
    var time: Int64
    var step: Int
    var isLineStart: Bool
    var isStepStart: Bool

    init(offset: Int, line: Int, time: Int64, step: Int, isLineStart: Bool, isStepStart: Bool) {
        self.offset = offset
        self.line = line
        self.time = time
        self.step = step
        self.isLineStart = isLineStart
        self.isStepStart = isStepStart
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        func word(_ at: Int) -> Int {
            Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        offset = word(0)
        line = word(8)
        time = Int64(word(16))
        step = Int(Int32(truncatingIfNeeded: word(24)))
        let flags = bytes[28]
        isLineStart = flags & 1 != 0
        isStepStart = flags & 2 != 0
    }

    func write(to output: inout [UInt8]) {
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { output.append(contentsOf: $0) }
        }
        append(UInt64(offset))
        append(UInt64(line))
        append(time)
        append(Int32(truncatingIfNeeded: step))
        append(UInt32(isLineStart ? 1 : 0) | UInt32(isStepStart ? 2 : 0))
    }
}
