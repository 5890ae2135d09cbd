import Core
import Expressions
import Testing

/// An expression and the JSON of its value.
struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var json: String

    init(_ text: String, _ json: String) {
        (self.text, self.json) = (text, json)
    }

    var testDescription: String { text }
}

func value(of text: String, _ contexts: [String: Value] = [:]) throws -> Value {
    try Expressions.Expression(parsing: text).evaluate(in: Scope(contexts: contexts))
}

func json(of text: String, _ contexts: [String: Value] = [:]) throws -> String {
    try value(of: text, contexts).json()
}

/// The error that parsing or evaluating gives; nil when there is none.
func error(of text: String, _ contexts: [String: Value] = [:]) -> ExpressionError? {
    do throws(ExpressionError) {
        _ = try Expressions.Expression(parsing: text).evaluate(in: Scope(contexts: contexts))
        return nil
    } catch {
        return error
    }
}
