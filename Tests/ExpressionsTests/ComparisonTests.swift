import Core
import Expressions
import Testing

struct ComparisonTests {
    @Test(arguments: [
        "null == 0", "null == ''", "null == false", "true == '1'", "0 == ' 0x0 '", "'abc' == 'ABC'", "'ς' == 'Σ'",
        "'é' == 'É'", "'я' == 'Я'", "'a' < 'B'", "'a' < '['", "'Z' < '['", "'' < 'a'", "'ab' < 'abc'", "'10' < '9'",
        "10 > '9'", "NaN != NaN", "'x' != 0", "'ß' != 'SS'", "'ı' != 'I'", "'ı' > 'I'", "'İ' != 'i'", "'ſ' != 's'",
        "true > false", "null >= 0", "null <= null", "null >= null", "Infinity > 1e308", "'😀' < '\u{FF41}'",
        "'e\u{301}' != '\u{E9}'", "'ǆ' == 'Ǆ'"
    ])
    func `comparison holds`(text: String) throws {
        #expect(try json(of: text) == "true")
    }

    @Test(arguments: [
        "NaN == NaN", "NaN < 1", "1 <= NaN", "'x' < 1", "'x' >= 1", "null > null", "true > true", "a == null",
        "a == 'Array'", "a == 0", "a < 1", "a > a", "a < a", "fromJSON('[1]') == fromJSON('[1]')", "a == b", "o == p",
        "full == other", "full.* == full.*", "o.x == o.y"
    ])
    func `comparison does not hold`(text: String) throws {
        #expect(try json(of: text, Self.contexts) == "false")
    }

    @Test(arguments: [
        "a == a", "A >= a", "o == o", "o != p", "full == full", "(0 || full) == full", "holder.List == holder['list']",
        "o.x == O.X", "contains(fromJSON('[0]'), false)"
    ])
    func `containers are compared by identity`(text: String) throws {
        #expect(try json(of: text, Self.contexts) == "true")
    }

    private static let contexts: [String: Value] = [
        "a": [], "b": [], "o": ["x": [], "y": []], "p": ["x": [], "y": []], "full": [1], "other": [1],
        "holder": ["list": []]
    ]
}
