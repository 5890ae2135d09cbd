import Core
import Expressions
import OrderedCollections
import Workflows

/// `with` of a call held against the inputs that the callee declares.
struct CallArguments {
    let callee: CalleeID
    let definitions: [InputDefinition]

    /// The `inputs` context of the callee.
    ///
    /// - Parameter arguments: evaluated where the call stands; of their contexts defaults see `github` and `vars`.
    func inputs(_ arguments: CallValues) throws(PlanningError) -> Value {
        var inputs: OrderedDictionary<String, Value> = [:]
        for definition in definitions {
            let name = definition.name.content
            let given = arguments.values
            if let value = given[name] ?? given.elements.first(where: { $0.key.equalsIgnoringCase(name) })?.value {
                inputs[name] = try typed(value, definition, at: arguments.position)
            } else if let template = definition.defaultTemplate {
                var contexts = arguments.contexts.filter { $0.key == "github" || $0.key == "vars" }
                contexts["inputs"] = .object(inputs)
                let key = "on.workflow_call.inputs.\(name).default of \(callee)"
                let value = try template.value(key, in: Scope(contexts: contexts))
                inputs[name] = try typed(value, definition, at: arguments.position)
            } else if let value = definition.defaultValue {
                inputs[name] = try typed(value, definition, at: arguments.position)
            } else {
                inputs[name] = Self.empty(definition.kind)
            }
        }
        return .object(inputs)
    }

    /// GitHub's: what an input is that neither the call nor a default names.
    private static func empty(_ kind: InputDefinition.Kind) -> Value {
        switch kind {
        case .boolean: false
        case .number: 0
        case .string, .choice, .environment: ""
        }
    }

    /// As on GitHub a value has to have the type already: `fromJSON()` makes one out of a text.
    private func typed(
        _ value: Value, _ definition: InputDefinition, at position: SourcePosition
    ) throws(PlanningError) -> Value {
        switch (definition.kind, value) {
        case (.boolean, .bool), (.number, .number): return value
        case (.string, .string), (.choice, .string), (.environment, .string): return value
        case (.string, .bool), (.string, .number), (.string, .null): return .string(value.coercedString)
        default:
            let advice = value.string == nil ? "" : "; fromJSON() converts a text"
            throw PlanningError(
                .type,
                "the input '\(definition.name.content)' of \(callee) must be a \(definition.kind.rawValue), "
                    + "not \(value.described)\(advice)", at: position)
        }
    }
}
