import Core
import OrderedCollections

/// Expressions evaluated one a line, for other programs to check against.
public enum BatchEvaluation {
    /// - Parameter line: `{"id": any, "expr": string, "contexts": object}`, the contexts may be absent or null. Their names are
    ///   the only ones the expression may use; see ``StandaloneContexts``.
    /// - Returns: `{"id", "kind", "value"}`, where NaN and infinities, which JSON lacks, are null;
    ///   or `{"id", "error", "message"}`, where the error is `lexing`, `parsing`, `evaluation`,
    ///   or `request` when the line is not what it should be. One line of JSON without its end.
    public static func answer(line: String) -> String { answer(line: Array(line.utf8)) }

    public static func answer(line: [UInt8]) -> String {
        guard String(validating: line, as: UTF8.self) != nil else { return refuse("not JSON: not UTF-8", id: .null) }
        let request: Value
        do throws(JSONError) {
            request = try Value(json: line)
        } catch {
            return refuse("not JSON: \(error)", id: .null)
        }
        let id = request["id"] ?? .null
        guard let text = request["expr"]?.string else { return refuse("'expr' must be a string", id: id) }
        guard let contexts = StandaloneContexts(request["contexts"] ?? .null) else {
            return refuse("'contexts' must be an object", id: id)
        }
        do throws(ExpressionError) {
            let value = try contexts.evaluate(text)
            return Value.object(["id": id, "kind": .string(value.kindName), "value": value]).json()
        } catch {
            return refuse(error.description, kind: error.kind.rawValue, id: id)
        }
    }

    /// The answer to a line that cannot be read at all.
    public static func refuse(_ message: String) -> String { refuse(message, id: .null) }

    private static func refuse(_ message: String, kind: String = "request", id: Value) -> String {
        Value.object(["id": id, "error": .string(kind), "message": .string(message)]).json()
    }
}
