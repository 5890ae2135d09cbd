/// A filter pattern of GitHub's `branches`, `tags` and `paths`, parsed once.
///
/// | Pattern | Matches |
/// | --- | --- |
/// | `*` | any number of characters except `/` |
/// | `**` | any number of characters; `**/` at the start of a path segment also matches no segment at all |
/// | `?`, `+` | the preceding character zero or one times, one or more times |
/// | `[a-z0-9_]` | one of the characters listed |
/// | `\` | takes the meaning from the character after it |
/// | `!` at the start | takes back what an earlier pattern of the list took |
///
/// A match is always of the whole text, and case counts.
public struct Glob: Hashable, Sendable {
    /// As its author wrote it, with the `!`.
    public let pattern: String
    /// It starts with `!`. ``matches(utf8:)`` looks at the rest alone.
    public let isNegated: Bool
    let matcher: Matcher

    /// In UTF-8, what every text that fits begins with.
    public var literalPrefix: [UInt8] { matcher.shape.prefix }

    /// Every text that begins with ``literalPrefix`` fits, as with `docs/**`.
    public var takesAllBelowPrefix: Bool { matcher.shape.suffix.isEmpty && matcher.shape.middle == .anything }

    /// - Throws: ``GlobError`` with the offset of the character that can't stay.
    public init(parsing pattern: String) throws(GlobError) {
        var parser = GlobParser(pattern)
        let (isNegated, tokens) = try parser.parse()
        self.pattern = pattern
        self.isNegated = isNegated
        matcher = Matcher(tokens)
    }

    /// Two patterns are equal when they are written alike.
    public static func == (left: Glob, right: Glob) -> Bool { left.pattern == right.pattern }
    public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}

extension Glob: CustomStringConvertible {
    public var description: String { pattern }
}

extension Glob {
    /// What one place of the pattern takes from the text.
    enum Token: Hashable, Sendable {
        case one(Characters)
        case optional(Characters)
        case many(Characters)
        /// `**/` at the start of a segment: nothing, or anything that ends in `/`.
        case segments

        var literal: UInt32? {
            guard case .one(.literal(let unit)) = self else { return nil }
            return unit
        }

        /// The matcher may go on to the next token without taking anything.
        var isSkippable: Bool {
            if case .one = self { return false }
            return true
        }
    }

    /// Characters as Unicode scalars; bytes that are not UTF-8 come as numbers that no scalar has.
    enum Characters: Hashable, Sendable {
        case literal(UInt32)
        case listed([ClosedRange<UInt32>])
        case allButSlash
        case all
    }

    static let slash: UInt32 = 0x2F
}
