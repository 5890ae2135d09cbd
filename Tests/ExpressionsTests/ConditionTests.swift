import Core
import Expressions
import FoundationEssentials
import Testing

struct ConditionTests {
    private func scope(success: Bool = true, failure: Bool = false) -> Scope {
        Scope(
            contexts: ["github": ["ref": "refs/heads/main", "token": "t0k3n"], "secrets": ["KEY": "hunter2"]],
            status: Scope.Status(success: success, failure: failure, cancelled: false))
    }

    @Test(arguments: [
        ("", true, false), ("  ", true, false), ("true", true, false), ("'a'", true, false), ("false", false, false),
        ("github.ref == 'refs/heads/main'", true, false), ("${{ github.ref == 'x' }}", false, false),
        ("${{ true }}", true, false), ("always()", true, true), ("${{ always() }}", true, true),
        ("!success()", false, true), ("failure()", false, true), ("true || cancelled()", true, true),
        ("contains('always()', 'a')", true, false), ("${{ !failure() && true }}", true, false)
    ])
    func `success is implied unless a status function is called`(text: String, good: Bool, bad: Bool) throws {
        let condition = try Condition(parsing: text)
        #expect(try condition.holds(in: scope()) == good)
        #expect(try condition.holds(in: scope(success: false, failure: true)) == bad)
    }

    @Test func `text outside the braces always holds, as on GitHub, and is told`() throws {
        for text in ["${{ github.ref }} == 'no'", "${{ false }}\n", "!${{ true }}"] {
            let condition = try Condition(parsing: text)
            #expect(condition.hasTextOutsideExpression)
            #expect(try condition.holds(in: scope()))
            #expect(try condition.expression.evaluate(in: scope()).isTruthy)
        }
        #expect(try !Condition(parsing: "${{ false }}").hasTextOutsideExpression)
        #expect(try !Condition(parsing: "false").hasTextOutsideExpression)
        #expect(
            try Condition(parsing: "${{ false }} {\u{301}x}").expression.evaluate(in: scope()) == "false {\u{301}x}")
    }

    @Test func `places count from the start of the condition`() throws {
        let condition = try Condition(parsing: "${{ github.ref && always() }}")
        #expect(condition.references == [Reference(context: "github", path: ["ref"], offset: 4)])
        #expect(condition.functions == [FunctionCall(name: "always", argumentCount: 0, offset: 18)])
        #expect(throws: ExpressionError.self) { try Condition(parsing: "env.X", contexts: ["github"]) }
        let error = #expect(throws: ExpressionError.self) {
            try Condition(parsing: "${{ always() && env.X }}").holds(in: scope())
        }
        #expect(error?.offset == 16)
    }

    @Test func `a condition needs a status`() throws {
        let error = #expect(throws: ExpressionError.self) { try Condition(parsing: "true").holds(in: Scope()) }
        #expect(error?.message.contains("success()") == true)
    }

    @Test func `explaining lists each operand with its value`() throws {
        let condition = try Condition(parsing: "${{ startsWith(github.ref, 'refs/tags') || matrix.os == 'linux' }}")
        #expect(
            condition.explain(in: scope(success: false)) == [
                Operand(text: "success()", value: "false"),
                Operand(text: "startsWith(github.ref, 'refs/tags')", value: "false"),
                Operand(text: "github.ref", value: "\"refs/heads/main\""),
                Operand(
                    text: "matrix.os", value: "null",
                    error: "Unrecognized named-value: 'matrix' is not available here")
            ])
        #expect(try Condition(parsing: "").explain(in: scope()) == [Operand(text: "success()", value: "true")])
    }

    @Test(arguments: [
        "secrets.KEY", "secrets['key']", "format('{0}', secrets.KEY)", "toJSON(secrets)", "github.TOKEN",
        "toJSON(github)", "secrets.*", "github[format('to{0}', 'ken')]"
    ])
    func `explaining never tells a secret`(text: String) throws {
        let operands = try Condition(parsing: "always() && \(text) != ''").explain(in: scope())
        for operand in operands {
            #expect(!operand.value.contains("hunter2"))
            #expect(!operand.value.contains("t0k3n"))
        }
        #expect(operands.contains { $0.value == "\"***\"" })
    }

    @Test func `a long value is cut in an explanation`() throws {
        let condition = try Condition(parsing: "format('\(String(repeating: "x", count: 2_000))')")
        let value = try #require(condition.explain(in: scope()).last?.value)
        #expect(value.hasSuffix("…"))
        #expect(value.count == 501)
    }

    @Test func `an explanation has at most fifty operands`() throws {
        let condition = try Condition(parsing: "github.ref" + String(repeating: " || github.ref", count: 99))
        #expect(condition.explain(in: scope()).count == 50)
    }

    @Test func `a condition is coded as its text`() throws {
        let condition = try Condition(parsing: "${{ failure() }}")
        let data = try JSONEncoder().encode(condition)
        #expect(String(decoding: data, as: UTF8.self) == "\"${{ failure() }}\"")
        #expect(try !JSONDecoder().decode(Condition.self, from: data).impliesSuccess)
    }
}
