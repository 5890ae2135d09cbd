/// One attempt to match a ``LinePattern`` with a line, by trying and going back.
struct LinePatternMatcher {
    private let line: [UInt8]
    private var groups: [Range<Int>?]
    private var steps = 0
    private var depth = 0

    /// A line and a pattern of a sound matcher take some hundred steps.
    private static let maximumSteps = 50_000
    /// Of the stack.
    private static let maximumDepth = 1500

    init(line: [UInt8], groups: Int) {
        self.line = line
        self.groups = Array(repeating: nil, count: groups + 1)
    }

    /// It would take too long to know.
    var isExhausted: Bool { steps > Self.maximumSteps }

    mutating func match(_ node: LinePattern.Node, from start: Int) -> [Range<Int>?]? {
        for index in groups.indices { groups[index] = nil }
        var end = start
        let matches = attempt(node, start) { matcher, position in
            end = position
            return true
        }
        guard matches, !isExhausted else { return nil }
        groups[0] = start..<end
        return groups
    }

    private typealias Rest = (inout LinePatternMatcher, Int) -> Bool

    private mutating func attempt(_ node: LinePattern.Node, _ position: Int, _ rest: Rest) -> Bool {
        steps += 1
        depth += 1
        defer { depth -= 1 }
        guard !isExhausted, depth <= Self.maximumDepth else { return false }
        switch node {
        case .byte, .anyByte, .set:
            return position < line.count && Self.fits(node, line[position]) && rest(&self, position + 1)
        case .start: return position == 0 && rest(&self, position)
        case .end: return position == line.count && rest(&self, position)
        case .boundary(let isWanted): return isBoundary(position) == isWanted && rest(&self, position)
        case .sequence(let nodes): return sequence(nodes[...], position, rest)
        case .choice(let nodes):
            for node in nodes where attempt(node, position, rest) { return true }
            return false
        case .group(let node, nil): return attempt(node, position, rest)
        case .group(let node, let number?):
            let before = groups[number]
            let matches = attempt(node, position) { matcher, end in
                let inner = matcher.groups[number]
                matcher.groups[number] = position..<end
                if rest(&matcher, end) { return true }
                matcher.groups[number] = inner
                return false
            }
            if !matches { groups[number] = before }
            return matches
        case .repeated(let node, let minimum, let maximum, let isGreedy):
            return isSingle(node)
                ? repeatByte(node, minimum, maximum, isGreedy, position, rest)
                : repeatNode(node, minimum, maximum, isGreedy, position, rest)
        case .look(let node, let isWanted):
            let before = groups
            let matches = attempt(node, position) { _, _ in true }
            if !isWanted { groups = before }
            return matches == isWanted && rest(&self, position)
        case .same(let number):
            guard number < groups.count, let range = groups[number] else { return rest(&self, position) }
            guard line[position...].starts(with: line[range]) else { return false }
            return rest(&self, position + range.count)
        }
    }

    private mutating func sequence(_ nodes: ArraySlice<LinePattern.Node>, _ position: Int, _ rest: Rest) -> Bool {
        guard let first = nodes.first else { return rest(&self, position) }
        return attempt(first, position) { matcher, position in
            matcher.sequence(nodes.dropFirst(), position, rest)
        }
    }

    /// The common case without a stack: `.*`, `[^:]+`, `\d+`.
    private mutating func repeatByte(
        _ node: LinePattern.Node, _ minimum: Int, _ maximum: Int, _ isGreedy: Bool, _ position: Int, _ rest: Rest
    ) -> Bool {
        let limit = maximum > line.count - position ? line.count : position + maximum
        var end = position
        while end < limit, isGreedy || end - position < minimum, Self.fits(node, line[end]) { end += 1 }
        guard end - position >= minimum else { return false }
        if isGreedy {
            while true {
                steps += 1
                if isExhausted { return false }
                if rest(&self, end) { return true }
                guard end - position > minimum else { return false }
                end -= 1
            }
        }
        while true {
            steps += 1
            if isExhausted { return false }
            if rest(&self, end) { return true }
            guard end < limit, Self.fits(node, line[end]) else { return false }
            end += 1
        }
    }

    private mutating func repeatNode(
        _ node: LinePattern.Node, _ minimum: Int, _ maximum: Int, _ isGreedy: Bool, _ position: Int, _ rest: Rest
    ) -> Bool {
        func once(_ matcher: inout LinePatternMatcher) -> Bool {
            guard maximum > 0 else { return false }
            return matcher.attempt(node, position) { matcher, end in
                // What matches nothing would match it for ever.
                guard end > position || minimum > 0 else { return false }
                return matcher.repeatNode(
                    node, max(0, minimum - 1), maximum == .max ? .max : maximum - 1, isGreedy, end, rest)
            }
        }
        if minimum > 0 { return once(&self) }
        if isGreedy { return once(&self) || rest(&self, position) }
        return rest(&self, position) || once(&self)
    }

    private func isSingle(_ node: LinePattern.Node) -> Bool {
        switch node {
        case .byte, .anyByte, .set: true
        default: false
        }
    }

    private static func fits(_ node: LinePattern.Node, _ byte: UInt8) -> Bool {
        switch node {
        case .byte(let wanted): byte == wanted
        case .anyByte: byte != 0x0A && byte != 0x0D
        case .set(let set): set.contains(byte)
        default: false
        }
    }

    private func isBoundary(_ position: Int) -> Bool {
        let before = position > 0 && ByteSet.word.contains(line[position - 1])
        let after = position < line.count && ByteSet.word.contains(line[position])
        return before != after
    }
}
