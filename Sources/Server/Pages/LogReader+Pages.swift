import JobProtocol
import Pages

extension LogReader {
    /// More than a page's lines with their usual length; beyond, each line is read by itself and only its beginning.
    private static var plainWindow: Int { 2 << 20 }
    /// What is read before a window for its colours.
    private static var leadBytes: Int { 16 << 10 }
    /// Bytes that a search reads at once.
    private static var piece: Int { 1 << 20 }
    /// For one search: a page that is waited for longer is reloaded. The answer tells where to go on.
    private static var searchTime: Duration { .seconds(2) }

    /// - Parameter first: the number of the first line, from 1; nil = the last lines.
    func window(from first: Int?) throws -> LogWindow {
        let total = try lineCount()
        let start = max(1, min(first ?? total - LogWindow.lineCount + 1, max(1, total)))
        let end = min(total, start - 1 + LogWindow.lineCount)
        let range = try byteRange(ofLines: start - 1..<max(end, start - 1))
        let lead = try bytes(in: max(0, range.lowerBound - Self.leadBytes)..<range.lowerBound)
        let lines =
            range.count <= Self.plainWindow
            ? LogWindow.lines(of: try bytes(in: range), first: start) : try beginnings(start...max(start, end))
        return LogWindow(lines: lines, total: total, size: try byteCount(), lead: lead)
    }

    private func beginnings(_ numbers: ClosedRange<Int>) throws -> [LogWindow.Line] {
        try numbers.map { number in
            let range = try byteRange(ofLines: number - 1..<number)
            let shown = try bytes(in: range.lowerBound..<min(range.upperBound, range.lowerBound + LogWindow.lineLimit))
            let text = shown.prefix { $0 != UInt8(ascii: "\n") }
            return LogWindow.Line(number: number, bytes: text, omitted: max(0, range.count - shown.count))
        }
    }

    /// Searches the whole log from a line on, piece by piece.
    ///
    /// - Returns: the matches, and the line to go on from when time or room ran out.
    func search(_ text: String, from first: Int) throws -> (matches: [LogWindow.Line], rest: Int?) {
        var search = LogSearch(text, from: first)
        let deadline = ContinuousClock.now + Self.searchTime
        guard var offset = try offset(ofLine: first - 1) else { return ([], nil) }
        while !search.isFull {
            let bytes = try bytes(in: offset..<offset + Self.piece)
            guard !bytes.isEmpty else {
                search.finish()
                return (search.matches, nil)
            }
            search.feed(bytes)
            offset += bytes.count
            if ContinuousClock.now > deadline { break }
        }
        return (search.matches, search.line)
    }
}
