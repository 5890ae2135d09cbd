import Core
import Expressions

extension Reader {
    /// `owner/name/path@ref`, `./path` or `docker://image`.
    func readAction(_ node: YAMLNode) -> Located<ActionReference>? {
        guard let text = text(node, "'uses'") else { return nil }
        guard let reference = Self.actionReference(text.content) else {
            report(
                .invalidValue, "'\(text.content.prefix(200))' names no action",
                help: "Write 'owner/name@ref', './path/to/action' or 'docker://image'.", at: node.position)
            return nil
        }
        return Located(reference, at: node.position)
    }

    private static func actionReference(_ text: String) -> ActionReference? {
        if text.hasPrefix("docker://") {
            let image = text.dropFirst("docker://".count)
            return image.isEmpty ? nil : .docker(image: String(image))
        }
        if text == "." || text.hasPrefix("./") { return .local(path: String(text.dropFirst(2))) }
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        let names = parts[0].split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard names.count >= 2, names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        if let builtIn = BuiltInAction(name: String(parts[0])) { return .builtIn(builtIn, version: String(parts[1])) }
        return .remote(
            owner: String(names[0]), repository: String(names[1]), path: names.count == 3 ? String(names[2]) : "",
            ref: String(parts[1]))
    }

    /// Against what a built-in action takes.
    func checkInputs(_ inputs: [EnvironmentEntry], of action: Located<ActionReference>) {
        guard case .builtIn(let builtIn, _) = action.content, !builtIn.isAnnounced else { return }
        for input in inputs where !input.isInsertion {
            let name = input.name.content
            switch builtIn.inputs[name.lowercased()] {
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
        let missing = builtIn.inputs.filter { $0.value.isRequired && !given.contains($0.key) }.keys.sorted()
        guard let first = missing.first else { return }
        report(
            .missingInput, "'\(builtIn.rawValue)' needs the input '\(first)'",
            help: "Add \(missing.joined(separator: " and ")) under 'with'.", at: action.position)
    }
}
