import Core
import Expressions

extension Reader {
    /// What stands behind `uses:` of a step.
    func readAction(_ node: YAMLNode) -> Located<ActionReference>? {
        guard let text = text(node, "'uses'") else { return nil }
        do {
            return Located(try ActionReference(parsing: text.content), at: node.position)
        } catch {
            report(.invalidValue, error.message, help: error.help, at: node.position)
            return nil
        }
    }

    func checkInputs(_ inputs: [EnvironmentEntry], of action: ActionReference) {
        guard case .builtIn(let builtIn, _) = action, let known = builtIn.inputs else { return }
        for input in inputs {
            let name = input.name.content
            switch known[name.lowercased()] {
            case .supported: continue
            case .onlyHarmless(let values):
                let value = String(input.value.text.filter { $0 != " " }).lowercased()
                guard !values.contains(value), !value.contains("${{") else { continue }
                report(
                    .unsupportedAction, "the input '\(name)' of '\(action.name)' is not supported by this version",
                    help: "Remove it, and do by 'run:' what it would do.", at: input.name.position)
            case nil:
                report(
                    .unsupportedAction, "'\(name)' is no input of '\(action.name)'",
                    help: suggestion(for: name, in: Array(known.keys)) ?? "Remove it.", at: input.name.position)
            }
        }
    }
}
