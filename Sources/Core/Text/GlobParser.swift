/// Reads a pattern into tokens, scalar by scalar.
struct GlobParser {
    /// Longer than any path a file system takes; keeps the product of pattern and text small.
    static let maximumLength = 4096

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var tokens: [Glob.Token] = []

    init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars.prefix(Self.maximumLength + 1))
    }

    mutating func parse() throws(GlobError) -> (isNegated: Bool, tokens: [Glob.Token]) {
        guard scalars.count <= Self.maximumLength else {
            throw GlobError(
                "the pattern is longer than \(Self.maximumLength) characters", help: "Shorten it.",
                offset: Self.maximumLength)
        }
        let isNegated = scalars.first == "!"
        if isNegated { index = 1 }
        guard index < scalars.count else {
            throw GlobError(
                isNegated ? "nothing follows the '!'" : "the pattern is empty", help: "Write a pattern, such as '**'.",
                offset: index)
        }
        while index < scalars.count { try parseToken() }
        return (isNegated, tokens)
    }

    private mutating func parseToken() throws(GlobError) {
        let scalar = scalars[index]
        switch scalar {
        case "*": parseStar()
        case "?", "+": try parseRepetition(scalar)
        case "[": tokens.append(.one(try parseList()))
        case "\\":
            guard index + 1 < scalars.count else {
                throw GlobError("nothing follows the '\\'", help: "Write '\\\\' for a backslash.", offset: index)
            }
            tokens.append(.one(.literal(scalars[index + 1].value)))
            index += 2
        default:
            tokens.append(.one(.literal(scalar.value)))
            index += 1
        }
    }

    private mutating func parseStar() {
        guard index + 1 < scalars.count, scalars[index + 1] == "*" else {
            tokens.append(.many(.allButSlash))
            index += 1
            return
        }
        let startsSegment = tokens.isEmpty || tokens.last == .one(.literal(Glob.slash)) || tokens.last == .segments
        if startsSegment, index + 2 < scalars.count, scalars[index + 2] == "/" {
            tokens.append(.segments)
            index += 3
        } else {
            tokens.append(.many(.all))
            index += 2
        }
    }

    private mutating func parseRepetition(_ scalar: Unicode.Scalar) throws(GlobError) {
        guard case .one(let characters) = tokens.last else {
            throw GlobError(
                "'\(scalar)' repeats the character before it, and there is none it could repeat",
                help: "Write '\\\(scalar)' for the character itself.",
                offset: index)
        }
        if scalar == "?" {
            tokens[tokens.count - 1] = .optional(characters)
        } else {
            tokens.append(.many(characters))
        }
        index += 1
    }

    private mutating func parseList() throws(GlobError) -> Glob.Characters {
        let start = index
        index += 1
        if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
            throw GlobError(
                "a list of characters can't be negated", help: "List the characters that are allowed.", offset: index)
        }
        var ranges: [ClosedRange<UInt32>] = []
        while index < scalars.count, scalars[index] != "]" {
            let first = try parseListed(start)
            guard index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" else {
                ranges.append(first.value...first.value)
                continue
            }
            let dash = index
            index += 1
            let last = try parseListed(start)
            guard Self.isRange(from: first, to: last) else {
                throw GlobError(
                    "'\(first)-\(last)' is not a range", help: "Ranges go upwards within a-z, A-Z or 0-9.",
                    offset: dash - 1)
            }
            ranges.append(first.value...last.value)
        }
        guard index < scalars.count else {
            throw GlobError(
                "the ']' that closes this '[' is missing", help: "Add it, or write '\\[' for the character.",
                offset: start)
        }
        guard !ranges.isEmpty else {
            throw GlobError(
                "nothing is listed between '[' and ']'", help: "List characters, or write '\\['.", offset: start)
        }
        index += 1
        return .listed(ranges)
    }

    private mutating func parseListed(_ start: Int) throws(GlobError) -> Unicode.Scalar {
        if scalars[index] == "\\" { index += 1 }
        guard index < scalars.count else {
            throw GlobError(
                "the ']' that closes this '[' is missing", help: "Add it, or write '\\[' for the character.",
                offset: start)
        }
        defer { index += 1 }
        return scalars[index]
    }

    private static func isRange(from first: Unicode.Scalar, to last: Unicode.Scalar) -> Bool {
        let kinds: [ClosedRange<Unicode.Scalar>] = ["a"..."z", "A"..."Z", "0"..."9"]
        return first <= last && kinds.contains { $0.contains(first) && $0.contains(last) }
    }
}
