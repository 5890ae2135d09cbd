public import Core
import OrderedCollections

/// Expressions evaluated one a line, for other programs to check against.
public enum BatchEvaluation {
    /// What is said about a line.
    public struct Answer: Hashable, Sendable {
        /// One line of JSON without its end.
        public var text: String
        /// Why the line is no request; nil for one, whatever came of its expression.
        public var refusal: String?
    }

    /// Every line has its answer, so that who asks line by line never waits in vain: of a line that is no request nothing
    /// can be parsed, and ``Answer/refusal`` tells it from an expression that cannot be.
    ///
    /// - Parameter line: `{"id": any, "expr": string, "contexts": object}`, the contexts may be absent or null. Their names are
    ///   the only ones the expression may use; see ``StandaloneContexts``.
    /// - Returns: `{"id", "kind", "value"}`, where NaN and infinities, which JSON lacks, are null; or
    ///   `{"id", "error", "message"}`, where the error is `lexing`, `parsing` or `evaluation`.
    public static func answer(line: [UInt8]) -> Answer {
        guard String(validating: line, as: UTF8.self) != nil else { return refuse("it is not UTF-8") }
        let request: Value
        do throws(JSONError) {
            request = try Value(json: line)
        } catch {
            return refuse("it is not JSON: \(error)")
        }
        let id = request["id"] ?? .null
        guard request.object != nil else { return refuse("it is no object with 'expr'") }
        guard let text = request["expr"]?.string else { return refuse("'expr' must be a string", id: id) }
        guard let contexts = StandaloneContexts(request["contexts"] ?? .null) else {
            return refuse("'contexts' must be an object", id: id)
        }
        do throws(ExpressionError) {
            let value = try contexts.evaluate(text)
            return Answer(text: Value.object(["id": id, "kind": .string(value.kindName), "value": value]).json())
        } catch {
            return Answer(text: self.error(error.kind.rawValue, error.description, id: id))
        }
    }

    public static func answer(line: String) -> Answer { answer(line: Array(line.utf8)) }

    /// The answer to a line that is no request.
    public static func refuse(_ reason: String, id: Value = .null) -> Answer {
        let kind = ExpressionError.Kind.parsing.rawValue
        return Answer(text: error(kind, "the line is no request: \(reason)", id: id), refusal: reason)
    }

    private static func error(_ kind: String, _ message: String, id: Value) -> String {
        Value.object(["id": id, "error": .string(kind), "message": .string(message)]).json()
    }
}
