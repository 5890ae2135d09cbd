import Core
import Expressions
import Testing

struct LimitTests {
    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test func `fifty levels are allowed and one more is not`() throws {
        let makers: [(Int) -> String] = [
            { repeated("!", $0 - 1) + "true" },
            { repeated("(", $0 - 1) + "1" + repeated(")", $0 - 1) },
            { "a" + repeated(".b", $0 - 1) },
            { "a" + repeated("[0]", $0 - 1) },
            { "a" + repeated("[a", $0 - 1) + repeated("]", $0 - 1) },
            { "1" + repeated(" == 1", $0 - 1) },
            { "1" + repeated(" < 1", $0 - 1) },
            { repeated("toJSON(", $0 - 1) + "1" + repeated(")", $0 - 1) }
        ]
        for make in makers {
            _ = try Expressions.Expression(parsing: make(50))
            let error = error(of: make(51))
            #expect(error?.kind == .parsing, "\(make(51))")
            #expect(error?.message == "Exceeded max expression depth 50")
        }
    }

    @Test func `a chain of the same logic is not deep`() throws {
        #expect(try json(of: "1" + repeated(" && 1", 500)) == "1")
        #expect(try json(of: "0" + repeated(" || 0 && 1", 500)) == "0")
    }

    @Test func `deep nonsense ends in an error and not in a crash`() {
        for text in ["(", "!", "a[", "a(", "format(", "-", "a.", "!("] {
            #expect(error(of: repeated(text, 5_000))?.kind != nil)
        }
    }

    @Test func `an expression has at most 21000 characters`() throws {
        _ = try Expressions.Expression(parsing: "'" + repeated("é", 20_998) + "'")
        let error = error(of: "'" + repeated("é", 20_999) + "'")
        #expect(error?.kind == .lexing)
        #expect(error?.message.contains("21000") == true)
        _ = try Expressions.Expression(parsing: "'" + repeated("😀", 10_499) + "'")
        #expect(ExpressionsTests.error(of: "'" + repeated("😀", 10_500) + "'")?.kind == .lexing)
    }

    @Test func `a function takes at most 255 arguments`() {
        #expect(error(of: "format('x'" + repeated(", 1", 254) + ")") == nil)
        #expect(error(of: "format('x'" + repeated(", 1", 255) + ")")?.kind == .parsing)
    }

    @Test(arguments: ["format('{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}', ", "join(fromJSON('[0,0,0,0,0,0,0,0,0]'), "])
    func `an expression that multiplies its text is stopped`(call: String) {
        let error = error(of: repeated(call, 12) + "'0123456789'" + repeated(")", 12))
        #expect(error?.kind == .evaluation)
        #expect(error?.message.contains("memory") == true)
    }

    @Test func `toJSON counts the indentation before it makes it`() {
        let deep = repeated("[", 190) + repeated("0,", 40_000) + "0" + repeated("]", 190)
        let error = error(of: "toJSON(fromJSON(a))", ["a": .string(deep)])
        #expect(error?.message.contains("memory") == true)
    }

    @Test func `a filter cannot multiply without end`() {
        let row = Value.array(Array(repeating: 0, count: 1_000))
        let table = Value.array(Array(repeating: row, count: 2_000))
        #expect(error(of: "a.*.*", ["a": table])?.message.contains("memory") == true)
        #expect(error(of: "a.*[0]", ["a": table]) == nil)
    }

    @Test func `a template is bounded as a whole`() throws {
        let template = try Template(parsing: repeated("${{ a }}", 30))
        let scope = Scope(contexts: ["a": .string(repeated("x", 200_000))])
        let error = #expect(throws: ExpressionError.self) { try template.string(in: scope) }
        #expect(error?.message.contains("memory") == true)
    }
}
