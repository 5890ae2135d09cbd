import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The values of an action's inputs: what the step gives, and the defaults.
struct ActionInputs {
    var values: OrderedDictionary<String, String> = [:]
    /// For the person who wrote the step.
    var warnings: [String] = []

    /// - Parameters:
    ///   - given: `with`.
    ///   - foreign: for the defaults, which the action's author wrote.
    init(
        _ given: [NamedText], of action: ActionPlan, called reference: String, in scope: Scope,
        defaultsIn foreign: Scope
    ) throws {
        var byName: [String: ActionInput] = [:]
        for input in action.inputs { byName[input.name.lowercased()] = input }
        var unknown: [String] = []
        for entry in try StepText.entries(given, "with", in: scope) {
            let input = byName[entry.name.lowercased()]
            values[input?.name ?? entry.name] = entry.value
            if let message = input?.deprecationMessage {
                warnings.append("the input `\(entry.name)` of \(reference) is deprecated: \(message)")
            }
            if input == nil { unknown.append("`\(entry.name)`") }
        }
        if !unknown.isEmpty {
            let names = action.inputs.map { "`\($0.name)`" }.joined(separator: ", ")
            warnings.append(
                "\(reference) has no input \(unknown.joined(separator: ", ")); "
                    + (names.isEmpty ? "it has none" : "its inputs are \(names)"))
        }
        for input in action.inputs where values[input.name] == nil {
            values[input.name] =
                try input.defaultText.map {
                    try StepText.string($0, "inputs.\(input.name).default", in: foreign)
                } ?? ""
            // As on GitHub, where the action itself has to insist.
            if input.isRequired && input.defaultText == nil {
                warnings.append("\(reference) requires the input `\(input.name)`, which is not given")
            }
        }
    }

    /// `INPUT_…`
    static func variable(_ name: String) -> String {
        "INPUT_" + name.uppercased().map { $0 == " " ? "_" : String($0) }.joined()
    }

    var variables: [String: String] {
        var variables: [String: String] = [:]
        for (name, value) in values { variables[Self.variable(name)] = value }
        return variables
    }
}
