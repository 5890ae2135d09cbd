import Core
import Expressions
import Testing

struct FunctionTests {
    @Test(arguments: [
        Row("contains('Hello', 'ELL')", "true"), Row("contains('Hello', '')", "true"),
        Row("contains('', 'x')", "false"),
        Row("contains('aabaaab', 'AAAB')", "true"), Row("contains('abababac', 'ababac')", "true"),
        Row("contains('aabaaa', 'aaab')", "false"), Row("contains(12345, 34)", "true"),
        Row("contains(null, '')", "true"),
        Row("contains(fromJSON('[\"a\",\"B\"]'), 'b')", "true"), Row("contains(fromJSON('[\"ab\"]'), 'a')", "false"),
        Row("contains(fromJSON('[1]'), '1')", "true"), Row("contains(fromJSON('{}'), 'Object')", "false"),
        Row("contains('Array', fromJSON('[]'))", "false"), Row("contains('ΑΣ', 'ας')", "true"),
        Row("startsWith('Refs/heads', 'refs/')", "true"), Row("startsWith('ab', 'abc')", "false"),
        Row("startsWith('a', '')", "true"), Row("startsWith(fromJSON('[]'), 'A')", "false"),
        Row("endsWith('main.YML', '.yml')", "true"), Row("endsWith('b', 'ab')", "false"),
        Row("endsWith(true, 'E')", "true")
    ])
    func `texts are searched without case`(row: Row) throws {
        #expect(try json(of: row.text) == row.json)
    }

    @Test(arguments: [
        Row("format('{0} {1} {0}', 'a', 'b')", "\"a b a\""), Row("format('{{{0}}}', 1)", "\"{1}\""),
        Row("format('{{0}}', 1)", "\"{0}\""), Row("format('}}{{')", "\"}{\""), Row("format('{00}', true)", "\"true\""),
        Row("format(null)", "\"\""), Row("format('{0}', null)", "\"\""), Row("format('é{0}ü', '😀')", "\"é😀ü\""),
        Row("format('{0}', '{1}')", "\"{1}\"")
    ])
    func `format replaces numbers in braces`(row: Row) throws {
        #expect(try json(of: row.text) == row.json)
    }

    @Test(arguments: [
        "{", "}", "{}", "{a}", "{0", "0}", "{0:x}", "{-1}", "{ 0}", "{{0}", "{0}}", "}{0}", "{256}",
        "{99999999999999999999}"
    ])
    func `format refuses other braces`(pattern: String) {
        let error = error(of: "1 && format('\(pattern)', 1)")
        #expect(error?.kind == .evaluation)
        #expect(error?.offset == 5)
        #expect(error?.message.contains(pattern) == true)
    }

    @Test func `format refuses a number without an argument`() {
        #expect(error(of: "format('{1}', 1)")?.message.contains("more arguments than were supplied") == true)
    }

    @Test(arguments: [
        Row("join(fromJSON('[1,null,true,\"x\",[],{}]'))", "\"1,,true,x,Array,Object\""),
        Row("join(fromJSON('[1,2]'), ' - ')", "\"1 - 2\""), Row("join(fromJSON('[1,2]'), 0)", "\"102\""),
        Row("join(fromJSON('[1,2]'), fromJSON('[]'))", "\"1,2\""), Row("join('text', '-')", "\"text\""),
        Row("join(fromJSON('{}'))", "\"\""), Row("join(fromJSON('[]'))", "\"\"")
    ])
    func `join puts a separator between elements`(row: Row) throws {
        #expect(try json(of: row.text) == row.json)
    }

    @Test func `toJSON prints with two spaces and keeps the order of keys`() throws {
        let text = try value(of: #"toJSON(fromJSON('{"b":[1,{}],"a":{"x":"\n"},"e":[]}'))"#).string
        #expect(text == "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": {\n    \"x\": \"\\n\"\n  },\n  \"e\": []\n}")
    }

    @Test(arguments: ["", " ", "{", "nonsense", "[1,]", "1 2"])
    func `fromJSON refuses what is not JSON`(text: String) {
        let error = error(of: "fromJSON('\(text)')")
        #expect(error?.kind == .evaluation)
        #expect(error?.message.contains("fromJSON()") == true)
    }

    @Test func `case evaluates only what it needs`() throws {
        #expect(try json(of: "case(false, fromJSON('x'), true, 'second', fromJSON('x'))") == "\"second\"")
        #expect(try json(of: "case(false, 1, false, 2, 3)") == "3")
        #expect(error(of: "case('true', 1, 2)")?.kind == .evaluation)
    }

    @Test func `hashFiles hands its patterns on and reports a failure`() throws {
        struct Unreadable: Error {}
        let expression = try Expressions.Expression(parsing: "hashFiles('**/a', 1)")
        let joined = try expression.evaluate(in: Scope(hashFiles: { $0.joined(separator: ";") }))
        #expect(joined == "**/a;1")
        let failure = #expect(throws: ExpressionError.self) {
            try expression.evaluate(in: Scope(hashFiles: { _ in throw Unreadable() }))
        }
        #expect(failure?.message.contains("Unreadable") == true)
        #expect(throws: ExpressionError.self) { try expression.evaluate(in: Scope()) }
    }

    @Test func `status functions answer what the scope says`() throws {
        let status = Scope.Status(success: false, failure: true, cancelled: true)
        let scope = Scope(status: status)
        for (text, answer) in [("success()", false), ("failure()", true), ("cancelled()", true), ("always()", true)] {
            #expect(try Expressions.Expression(parsing: text).evaluate(in: scope) == .bool(answer))
            #expect(error(of: text)?.kind == .evaluation)
        }
    }
}
