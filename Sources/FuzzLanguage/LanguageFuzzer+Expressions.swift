import Core
import Expressions

extension LanguageFuzzer {
    private static let scope = Scope(
        contexts: [
            "a": [1, ["b": "c", "D": [true, nil]], [], "é", [[["n": 1], ["n": "İ"]]]],
            "github": ["ref": "refs/heads/main", "event": ["commits": [["message": "x"], ["message": "y"]]]],
            "secrets": ["TOKEN": "hunter2-hunter2"], "env": ["N": "0x1f", "JSON": "[1,{\"k\":[]}]"]
        ],
        status: .succeeding, hashFiles: { $0.joined(separator: "/") })

    /// The text as an expression, as a template, as a condition, and as a line of `anneal eval --batch`.
    static func evaluate(_ text: String) {
        let length = text.unicodeScalars.count
        attempt(length) { () throws(ExpressionError) in
            let expression = try Expression(parsing: text)
            for reference in expression.references { precondition(reference.offset < length) }
            for call in expression.functions { precondition(call.offset < length) }
            checkJSON(try expression.evaluate(in: scope))
        }
        attempt(length) { () throws(ExpressionError) in
            let template = try Template(parsing: text)
            for reference in template.references { precondition(reference.offset < length) }
            if let literal = template.literal { precondition(Template(literal: literal).literal == literal) }
            checkJSON(try template.evaluate(in: scope))
        }
        attempt(length) { () throws(ExpressionError) in
            let condition = try Condition(parsing: text)
            for operand in condition.explain(in: scope) {
                precondition(!operand.value.contains("hunter2"), "a secret is shown: \(operand)")
            }
            _ = try condition.holds(in: scope)
        }
        let literal = Template(literal: text)
        precondition(literal.literal == text)
        precondition((try? Template(parsing: literal.text))?.literal == text)
        let answer = BatchEvaluation.answer(line: text).text
        precondition((try? Value(json: answer)) != nil, answer)
    }

    private static func attempt(_ length: Int, _ body: () throws(ExpressionError) -> Void) {
        do throws(ExpressionError) {
            try body()
        } catch {
            precondition((0...length).contains(error.offset), "\(error) in a text of \(length)")
        }
    }

    /// What is written as JSON reads back as the same value, but for numbers that JSON lacks.
    private static func checkJSON(_ value: Value) {
        let text = value.json()
        guard let again = try? Value(json: text) else { preconditionFailure(text) }
        precondition(again.json() == text)
    }
}
