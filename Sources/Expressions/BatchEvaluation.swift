import Core
import OrderedCollections

/// Expressions evaluated one a line, for other programs to check against.
public enum BatchEvaluation {
    /// - Parameter line: `{"id": any, "expr": string, "contexts": object}`, the contexts may be absent or null. Their names are
    ///   the only ones the expression may use.
    /// - Returns: `{"id", "kind", "value"}`, where NaN and infinities, which JSON lacks, are null;
    ///   or `{"id", "error", "message"}`, where the error is `lexing`, `parsing`, `evaluation`,
    ///   or `request` when the line is not what it should be. One line of JSON without its end.
    public static func answer(line: String) -> String {
        var answer: OrderedDictionary<String, Value> = ["id": .null]
        do {
            let request = try Value(json: line)
            answer["id"] = request["id"] ?? .null
            guard let text = request["expr"]?.string else { return refuse("'expr' must be a string", &answer) }
            let contexts = request["contexts"] ?? .null
            guard let members = contexts == .null ? [:] : contexts.object else {
                return refuse("'contexts' must be an object", &answer)
            }
            let scope = Scope(
                contexts: Dictionary(
                    members.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { _, last in last }))
            let expression = try Expression(parsing: text, contexts: Set(members.keys))
            let value = try expression.evaluate(in: scope)
            answer["kind"] = .string(value.kindName)
            answer["value"] = value
        } catch let error as ExpressionError {
            answer["error"] = .string(error.kind.rawValue)
            answer["message"] = .string(error.description)
        } catch {
            return refuse("not JSON: \(error)", &answer)
        }
        return Value.object(answer).json()
    }

    private static func refuse(_ message: String, _ answer: inout OrderedDictionary<String, Value>) -> String {
        answer["error"] = "request"
        answer["message"] = .string(message)
        return Value.object(answer).json()
    }
}
