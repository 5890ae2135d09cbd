/// A regular expression of a problem matcher, over the bytes of one line: the common part of ECMAScript's.
///
/// Patterns and lines come from outside, so a match has a budget of steps and a depth: what would take longer is no match.
struct LinePattern {
    indirect enum Node: Equatable {
        case byte(UInt8)
        case anyByte
        case set(ByteSet)
        case start
        case end
        /// `\b`, or `\B` when false.
        case boundary(Bool)
        case sequence([Node])
        case choice([Node])
        case group(Node, number: Int?)
        case repeated(Node, minimum: Int, maximum: Int, isGreedy: Bool)
        case look(Node, isWanted: Bool)
        case same(Int)
    }

    let root: Node
    let groupCount: Int
    /// For patterns that begin so, most lines are out without a try.
    private let isAnchored: Bool

    /// - Throws: ``SupervisionError`` when it is malformed, or has what is not known here.
    init(_ text: String) throws {
        var parser = LinePatternParser(text)
        root = try parser.parse()
        groupCount = parser.groupCount
        isAnchored = if case .sequence(let nodes) = root, nodes.first == .start { true } else { false }
    }

    /// - Returns: the ranges of the whole and of each group; nil when the line doesn't match.
    func match(_ line: [UInt8]) -> [Range<Int>?]? {
        var matcher = LinePatternMatcher(line: line, groups: groupCount)
        for start in 0...line.count {
            if let groups = matcher.match(root, from: start) { return groups }
            if isAnchored || matcher.isExhausted { return nil }
        }
        return nil
    }
}
