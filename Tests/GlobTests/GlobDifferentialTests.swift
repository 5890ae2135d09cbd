import Core
import Foundation
import Testing

/// Random patterns against the regular expressions they stand for.
@Suite struct GlobDifferentialTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let pieces = [
        ("a", "a"), ("b", "b"), ("/", "/"), ("é", "é"), ("*", "[^/]*"), ("**", ".*"), ("a?", "a?"), ("b+", "b+"),
        ("[ab]", "[ab]"), ("[b/]+", "[b/]+"), ("/?", "/?")
    ]

    /// Long patterns too, whose places do not fit into one machine word.
    @Test(arguments: 0..<24 as Range<UInt64>)
    func `a pattern fits what its regular expression fits`(seed: UInt64) throws {
        var random = Generator(state: seed)
        let longest = seed.isMultiple(of: 3) ? 150 : 9
        for _ in 0..<60 {
            var (pattern, expression) = ("", "")
            for _ in 0..<Int.random(in: 1...longest, using: &random) {
                let startsSegment = pattern.isEmpty || pattern.hasSuffix("/")
                if startsSegment, Int.random(in: 0..<4, using: &random) == 0 {
                    pattern += "**/"
                    expression += "(?:.*/)?"
                    continue
                }
                let piece = Self.pieces.randomElement(using: &random) ?? ("a", "a")
                // `***` and `*` before `/` after `*` would be read as other pieces.
                if piece.0.first == "*", pattern.hasSuffix("*") { continue }
                if piece.0.first == "/", pattern.hasSuffix("**") { continue }
                pattern += piece.0
                expression += piece.1
            }
            guard let glob = try? Glob(parsing: pattern) else { continue }
            let regex = try NSRegularExpression(pattern: "\\A(?:\(expression))\\z", options: .dotMatchesLineSeparators)
            for _ in 0..<12 {
                let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    ["a", "b", "/", "é", "a", "b"].randomElement(using: &random) ?? "a"
                }.joined()
                let fits = regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
                #expect(glob.matches(text) == fits, "seed \(seed): \(pattern) and \(text)")
                #expect(glob.matches(utf8: text.utf8) == fits, "seed \(seed): \(pattern) and \(text)")
            }
        }
    }

    @Test func `a long pattern fits at its far end`() throws {
        let glob = try Glob(parsing: "*" + String(repeating: "a?b?", count: 40) + "x+**y")
        #expect(glob.matches("q" + String(repeating: "ab", count: 40) + "xx/y"))
        #expect(glob.matches("xy"))
        #expect(!glob.matches("q" + String(repeating: "ab", count: 40) + "y"))
    }
}
