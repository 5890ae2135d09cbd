import Core
import Expressions
import Testing

struct SyntaxTests {
    @Test(arguments: [
        Row("2", "2"), Row("-2", "-2"), Row("+2", "2"), Row(".5", "0.5"), Row("-.5", "-0.5"), Row("5.", "5"),
        Row("1e3", "1000"), Row("1E-1", "0.1"), Row("1.e2", "100"), Row("0xFf", "255"), Row("0o17", "15"),
        Row("0x1FFFFFFFF", "8589934591"), Row("format('{0}', -Infinity)", "\"-Infinity\""), Row("null", "null"),
        Row("true", "true"), Row("'it''s ''quoted'''", "\"it's 'quoted'\""), Row("''", "\"\""), Row("", "null"),
        Row(" \t\r\n 1 \n", "1"), Row("1e400 == Infinity", "true")
    ])
    func `literals are read as GitHub reads them`(row: Row) throws {
        #expect(try json(of: row.text) == row.json)
    }

    @Test(arguments: [
        ("1 = 2", 2), ("1 & 2", 2), ("a | b", 2), ("'open", 0), ("1 == 'it''s", 5), ("\"double\"", 0),
        ("1 + 2", 2), ("1-2", 0), ("0x", 0), ("0xG", 0), ("-0xFF", 0), ("0o8", 0), ("0b1", 0), ("0x01p2", 0), ("1e", 0),
        ("1.2.3", 0), ("..a", 0), ("a && .b", 5), ("'é' == 😊", 7), ("a$b", 0), ("NaN.x", 3), ("'a'.b", 3), ("1_000", 0)
    ])
    func `a text that has no tokens is a lexing error at its place`(text: String, offset: Int) {
        let error = error(of: text)
        #expect(error?.kind == .lexing)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        ("1 <", 2), ("1 < )", 4), ("(1", 1), ("1)", 1), ("a b", 2), ("a.", 1), ("a.1", 2), ("a[", 1), ("a[]", 2),
        ("a[1", 2), ("a.b(1)", 3), ("'a'['b']", 3), ("1 * 2", 2), ("* 2", 0), ("!", 0), ("== 1", 0), ("a !", 2),
        ("contains('a', )", 14), ("contains('a'", 9), ("contains(,)", 9), ("join(1 2)", 7), (",", 0), ("a.*b", 3),
        ("nope()", 0), ("1 && Nope(2)", 5), ("'é' && nope()", 7)
    ])
    func `tokens in a wrong order are a parsing error at their place`(text: String, offset: Int) {
        let error = error(of: text)
        #expect(error?.kind == .parsing)
        #expect(error?.offset == offset)
    }

    @Test func `the names of functions are compared without case`() throws {
        #expect(try json(of: "CONTAINS('abc', 'B') && toJson(fromJSON('1'))") == "\"1\"")
    }

    @Test func `only allowed contexts may be named when they are given`() throws {
        _ = try Expressions.Expression(parsing: "GitHub.ref", contexts: ["github"])
        let error = #expect(throws: ExpressionError.self) {
            try Expressions.Expression(parsing: "github.ref == env.X", contexts: ["GITHUB"])
        }
        #expect(error?.kind == .parsing)
        #expect(error?.offset == 14)
        #expect(error?.message.contains("'env'") == true)
    }

    @Test(arguments: [
        ("contains('a')", "contains"), ("contains(1, 2, 3)", "contains"), ("startsWith()", "startsWith"),
        ("endsWith(1)", "endsWith"), ("format()", "format"), ("join()", "join"), ("join(1, 2, 3)", "join"),
        ("toJSON()", "toJSON"), ("fromJSON('1', 2)", "fromJSON"), ("hashFiles()", "hashFiles"),
        ("case(true, 1)", "case"), ("case(true, 1, false, 2)", "case"), ("success(1)", "success"),
        ("failure(1)", "failure"), ("always(1)", "always"), ("cancelled(1)", "cancelled")
    ])
    func `a wrong number of arguments is a parsing error that names the function`(text: String, name: String) {
        let error = error(of: "1 || " + text)
        #expect(error?.kind == .parsing)
        #expect(error?.offset == 5)
        #expect(error?.message.contains("'\(name)'") == true)
    }

    @Test(arguments: [
        Row("1 || 2 && 0", "1"), Row("(1 || 2) && 0", "0"), Row("!1 == false", "true"), Row("!(1 == false)", "true"),
        Row("1 < 2 == true", "true"), Row("3 > 2 > 1", "false"), Row("2 == 2 == 1", "true"),
        Row("1 == 1 < 0", "false"), Row("!0 && !''", "true"), Row("!!'a'", "true"), Row("1 != 2 && 3", "3"),
        Row("null || '' || 0", "0"), Row("0 && fromJSON('nonsense')", "0"), Row("1 || fromJSON('nonsense')", "1")
    ])
    func `operators bind as GitHub's do and logic gives an operand`(row: Row) throws {
        #expect(try json(of: row.text) == row.json)
    }
}
