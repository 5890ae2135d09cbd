/// Cuts bytes that come in pieces into lines, so that lines of several jobs never mix.
struct LineSplitter {
    /// A job that never ends its line must not fill our memory.
    private static let longest = 1 << 20
    private var rest: [UInt8] = []

    /// - Returns: the lines that are whole now, without their line feeds.
    mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = (rest + bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
            Array.init)
        rest = lines.popLast() ?? []
        if rest.count > Self.longest {
            lines.append(rest)
            rest = []
        }
        return lines
    }

    /// - Returns: a last line that had no end.
    mutating func finish() -> [[UInt8]] {
        defer { rest = [] }
        return rest.isEmpty ? [] : [rest]
    }
}
