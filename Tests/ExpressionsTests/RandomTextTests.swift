import Core
import Expressions
import Testing

/// Whatever the text, there is a value or an error with a place in it, never a trap.
struct RandomTextTests {
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
        "a", "github", ".", ".ref", "[", "]", "(", ")", "*", "'", "''", "'x'", " ", "!", "&&", "||", "==", "<", ">=",
        ",", "0",
        "-1", "0x1f", "1e5", "NaN", "true", "null", "format(", "'{0}{1'", "fromJSON(", "'[1,{}]'", "contains(", "case(",
        "toJSON(", "join(", "success()", "${{", "}}", "é", "😀", "\n", "\u{0}", "\"", "="
    ]

    private static let scope = Scope(
        contexts: ["a": [1, ["b": "c"], []], "github": ["ref": "x", "list": [["n": 1], ["n": 2]]]],
        status: .succeeding, hashFiles: { _ in "digest" })

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no text makes it trap`(seed: UInt64) {
        var generator = Generator(state: seed)
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<25, using: &generator) {
                if Int.random(in: 0..<20, using: &generator) == 0 {
                    let bytes = (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }
                    text += String(decoding: bytes, as: UTF8.self)
                } else {
                    text += Self.pieces.randomElement(using: &generator) ?? ""
                }
            }
            check(text, seed)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `no change to a good expression makes it trap`(seed: UInt64) {
        var generator = Generator(state: seed)
        let good = Array(
            "case(contains(github.list.*.n, 2), format('{0}-{{1}}', a[1].b), !(a[0] >= 0x0F) || join(a, '''')) == 'c'"
                .unicodeScalars)
        for _ in 0..<300 {
            var scalars = good
            for _ in 0..<Int.random(in: 1..<4, using: &generator) {
                let index = Int.random(in: scalars.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: scalars.remove(at: index)
                case 1: scalars.insert(scalars.randomElement(using: &generator) ?? " ", at: index)
                default: scalars.swapAt(index, Int.random(in: scalars.indices, using: &generator))
                }
            }
            check(String(String.UnicodeScalarView(scalars)), seed)
        }
    }

    private func check(_ text: String, _ seed: UInt64) {
        let length = text.unicodeScalars.count
        let attempts: [() throws -> Void] = [
            {
                let expression = try Expressions.Expression(parsing: text)
                for reference in expression.references { #expect(reference.offset < length, "seed \(seed): \(text)") }
                _ = try expression.evaluate(in: Self.scope)
            },
            { _ = try Template(parsing: text).string(in: Self.scope) },
            {
                let condition = try Condition(parsing: text)
                #expect(condition.explain(in: Self.scope).allSatisfy { (try? Value(json: $0.value)) != nil })
                _ = try condition.holds(in: Self.scope)
            },
            { #expect(Template(literal: text).literal == text, "seed \(seed)") }
        ]
        for attempt in attempts {
            do {
                try attempt()
            } catch let error as ExpressionError {
                #expect((0...length).contains(error.offset), "seed \(seed): \(text): \(error)")
            } catch {
                Issue.record("seed \(seed): \(text): \(error)")
            }
        }
    }
}
