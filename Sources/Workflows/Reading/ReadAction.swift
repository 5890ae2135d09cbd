import Core
import Expressions

extension Reader {
    /// `owner/name@version`, of the actions that are built in.
    func readAction(_ node: YAMLNode) -> Located<ActionReference>? {
        guard let text = text(node, "'uses'") else { return nil }
        let written = text.content
        if written.hasPrefix("./") || written.hasPrefix("docker://") {
            return refuse(written, node)
        }
        let parts = written.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, path.count >= 2, !path.contains("") else {
            report(
                .invalidValue, "'\(written)' names no action", help: "Write it as 'owner/name@version'.",
                at: node.position)
            return nil
        }
        guard let builtIn = BuiltInAction(name: String(parts[0])), builtIn == .checkout else {
            return refuse(written, node)
        }
        return Located(.builtIn(builtIn, version: String(parts[1])), at: node.position)
    }

    private func refuse(_ action: String, _ node: YAMLNode) -> Located<ActionReference>? {
        report(
            .unsupportedAction, "the action '\(action)' is not supported by this version",
            help: "Do what it does in a 'run:' step; 'actions/checkout' is built in.", at: node.position)
        return nil
    }

    func checkInputs(_ inputs: [EnvironmentEntry], of action: ActionReference) {
        guard case .builtIn(let builtIn, _) = action else { return }
        for input in inputs {
            let name = input.name.content
            switch builtIn.inputs[name.lowercased()] {
            case .supported: continue
            case .onlyHarmless(let values):
                let value = String(input.value.text.filter { $0 != " " }).lowercased()
                guard !values.contains(value) else { continue }
                report(
                    .unsupportedAction, "the input '\(name)' of '\(action.name)' is not supported by this version",
                    help: "Remove it, and do by 'run:' what it would do.", at: input.name.position)
            case nil:
                let known = Array(builtIn.inputs.keys)
                report(
                    .unsupportedAction, "'\(name)' is no input of '\(action.name)'",
                    help: suggestion(for: name, in: known) ?? "Remove it.",
                    at: input.name.position)
            }
        }
    }
}
