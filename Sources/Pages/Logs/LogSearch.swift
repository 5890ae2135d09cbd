import Glibc

/// Finds lines in a log that is handed over piece by piece; holds one line and the matches, never the log.
///
/// Letters of ASCII match in either case. Colours inside a match do not matter.
public struct LogSearch: Sendable {
    /// More matches than anybody reads.
    public static let maximumMatches = 200
    /// Of a longer line, only the beginning is searched.
    static let lineLimit = 64 << 10

    public private(set) var matches: [LogWindow.Line] = []
    /// The number of the line that the next byte lies in, from 1.
    public private(set) var line: Int
    private let needle: [UInt8]
    private var pending: [UInt8] = []

    /// - Parameter line: the number of the first line that will be handed over.
    public init(_ text: String, from line: Int = 1) {
        needle = text.utf8.map(\.folded)
        self.line = line
    }

    public var isFull: Bool { matches.count >= Self.maximumMatches }

    /// The next bytes of the log.
    public mutating func feed(_ bytes: [UInt8]) {
        guard !needle.isEmpty else { return }
        bytes.withUnsafeBytes { all in
            var place = 0
            while place < all.count, !isFull {
                let rest = UnsafeRawBufferPointer(rebasing: all[place...])
                guard let base = rest.baseAddress, let end = memchr(base, 0x0A, rest.count) else {
                    keep(rest)
                    return
                }
                let length = base.distance(to: UnsafeRawPointer(end))
                keep(UnsafeRawBufferPointer(rebasing: rest[..<length]))
                finishLine()
                place += length + 1
            }
        }
    }

    /// There is no more: the last line may have no line end.
    public mutating func finish() {
        if !pending.isEmpty, !isFull { finishLine() }
    }

    private mutating func keep(_ part: UnsafeRawBufferPointer) {
        let room = Self.lineLimit - pending.count
        if room > 0 { pending.append(contentsOf: part.prefix(room)) }
    }

    private mutating func finishLine() {
        defer {
            pending.removeAll(keepingCapacity: true)
            line += 1
        }
        guard pending.count >= needle.count else { return }
        var text = pending
        if text.contains(0x1B) {
            var style = TerminalStyle.plain
            text = Array(TerminalLine(text[...], style: &style).text.utf8)
        }
        for index in text.indices { text[index] = text[index].folded }
        guard text.withUnsafeBytes({ text in needle.withUnsafeBytes { Self.contains(text, $0) } }) else { return }
        matches.append(
            LogWindow.Line(
                number: line, bytes: ArraySlice(pending.prefix(LogWindow.lineLimit)),
                omitted: max(0, pending.count - LogWindow.lineLimit)))
    }

    private static func contains(_ text: UnsafeRawBufferPointer, _ needle: UnsafeRawBufferPointer) -> Bool {
        guard let start = needle.baseAddress, let first = needle.first else { return true }
        var rest = text
        while rest.count >= needle.count, let base = rest.baseAddress,
            let found = memchr(base, Int32(first), rest.count - needle.count + 1)
        {
            if memcmp(found, start, needle.count) == 0 { return true }
            rest = UnsafeRawBufferPointer(rebasing: rest[(base.distance(to: UnsafeRawPointer(found)) + 1)...])
        }
        return false
    }
}

extension UInt8 {
    /// A small letter for a capital one.
    fileprivate var folded: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
