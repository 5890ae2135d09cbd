/// The part of a log that a page shows.
public struct LogWindow: Sendable {
    public struct Line: Sendable {
        /// Counts from 1.
        public var number: Int
        /// Without the line end, cut to ``LogWindow/lineLimit``.
        public var bytes: ArraySlice<UInt8>
        /// How many bytes are not shown.
        public var omitted: Int

        public init(number: Int, bytes: ArraySlice<UInt8>, omitted: Int = 0) {
            self.number = number
            self.bytes = bytes
            self.omitted = omitted
        }
    }

    /// Lines on a page.
    public static let lineCount = 1000
    /// Bytes of a line: what is longer is data, not text.
    public static let lineLimit = 4000

    public var lines: [Line]
    /// Lines of the whole log.
    public var total: Int
    /// Bytes of the whole log.
    public var size: Int
    /// What comes right before the first line, so that its colours go on.
    public var lead: [UInt8]

    public init(lines: [Line], total: Int, size: Int, lead: [UInt8] = []) {
        self.lines = lines
        self.total = total
        self.size = size
        self.lead = lead
    }

    /// Cuts bytes at their line ends.
    ///
    /// - Parameter first: the number of the first line.
    public static func lines(of bytes: [UInt8], first: Int) -> [Line] {
        guard !bytes.isEmpty else { return [] }
        var parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts.enumerated().map { offset, part in
            Line(number: first + offset, bytes: part.prefix(lineLimit), omitted: max(0, part.count - lineLimit))
        }
    }

    public var first: Int { lines.first?.number ?? 1 }
    public var last: Int { lines.last?.number ?? 0 }
    public var isWhole: Bool { lines.count == total }
}
