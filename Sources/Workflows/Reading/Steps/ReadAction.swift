import Core
import Expressions

extension Reader {
    /// `owner/name/path@ref`, `./path` or `docker://image`.
    func readAction(_ node: YAMLNode) -> Located<ActionReference>? {
        guard let text = text(node, "'uses'") else { return nil }
        do {
            return Located(try ActionReference(parsing: text.content), at: node.position)
        } catch {
            report(.invalidValue, error.message, help: error.help, at: node.position)
            return nil
        }
    }

    /// Against what a built-in action takes.
    func checkInputs(_ inputs: [EnvironmentEntry], of action: Located<ActionReference>) {
        guard case .builtIn(let builtIn, _) = action.content, !builtIn.isAnnounced else { return }
        for input in inputs where !input.isInsertion {
            let name = input.name.content
            switch builtIn.input(name) {
            case .supported, .required: continue
            case .onlyHarmless(let values):
                let value = String(input.value.text.filter { $0 != " " }).lowercased()
                guard !values.contains(value) else { continue }
                report(
                    .unsupportedAction,
                    "the input '\(name)' of '\(builtIn.rawValue)' is not supported by this version",
                    help: "Remove it, and do by 'run:' what it would do.", at: input.name.position)
            case nil:
                let known = Array(builtIn.inputs.keys)
                report(
                    .undefinedInput, "'\(name)' is no input of '\(builtIn.rawValue)'",
                    help: suggestion(for: name, in: known)
                        ?? "Use \(known.sorted().joined(separator: ", ")).", severity: .warning,
                    at: input.name.position)
            }
        }
        guard !inputs.contains(where: \.isInsertion) else { return }
        let given = Set(inputs.map { $0.name.content.lowercased() })
        let missing = builtIn.inputs.filter { $0.value.isRequired && !given.contains($0.key.lowercased()) }.keys
            .sorted()
        guard let first = missing.first else { return }
        report(
            .missingInput, "'\(builtIn.rawValue)' needs the input '\(first)'",
            help: "Add \(missing.joined(separator: " and ")) under 'with'.", at: action.position)
    }
}
