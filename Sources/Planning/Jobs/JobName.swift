import Core
import Expressions
import OrderedCollections
import Workflows

/// What a job is called, as on GitHub: its `name` filled in; when that has no expression, the matrix values follow.
struct JobName {
    /// GitHub cuts longer names.
    private static let lengthLimit = 100

    let definition: JobDefinition
    let matrix: Value?
    let strategy: JobStrategy

    /// As far as it is known before the needs are over: an expression that cannot be evaluated yet leaves the id.
    func planned(in contexts: [String: Value]) -> String {
        (try? resolved(in: contexts)) ?? withMatrix(definition.id.content)
    }

    /// - Parameter contexts: everything but `matrix` and `strategy`.
    func resolved(in contexts: [String: Value]) throws(PlanningError) -> String {
        guard let name = definition.name else { return withMatrix(definition.id.content) }
        if let literal = name.content.literal { return withMatrix(literal) }
        var contexts = contexts
        contexts["matrix"] = matrix ?? .null
        contexts["strategy"] = strategy.context
        let text = try name.text("jobs.\(definition.id.content).name", in: Scope(contexts: contexts))
        // GitHub shows the id when an expression leaves nothing.
        return text.allSatisfy(\.isWhitespace) ? withMatrix(definition.id.content) : text
    }

    private func withMatrix(_ name: String) -> String {
        let values = (matrix?.leaves ?? []).map(\.coercedString).filter { !$0.isEmpty }
        guard !values.isEmpty else { return name }
        let full = "\(name) (\(values.joined(separator: ", ")))"
        return full.count > Self.lengthLimit ? full.prefix(Self.lengthLimit - 3) + "..." : full
    }
}

extension Value {
    /// The scalars in it, in order.
    fileprivate var leaves: [Value] {
        switch self {
        case .array(let elements): elements.flatMap(\.leaves)
        case .object(let members): members.values.flatMap(\.leaves)
        default: [self]
        }
    }
}
