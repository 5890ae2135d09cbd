import Core
import Expressions

extension Reader {
    /// Text that anybody can write into an event must not become a part of a script.
    func checkUntrusted(_ script: Template, _ node: YAMLNode) {
        for source in script.sources {
            guard let verdict = UntrustedInput.verdict(on: source) else { continue }
            let name = ([source.context] + source.path.map { $0 ?? "*" }).joined(separator: ".")
            let isText = verdict == .text
            report(
                .untrustedInput,
                isText
                    ? "'\(name)' is text that a stranger can write, and here it becomes a part of the script"
                    : "'\(name)' holds text that a stranger can write, and here all of it becomes a part of the script",
                help: "Pass it through 'env:', and use the variable in the script, between double quotes.",
                severity: isText ? .error : .warning, at: position(in: node, offset: source.offset))
        }
    }

    /// The script of this action is a script like any other.
    func checkGitHubScript(_ inputs: [EnvironmentEntry], of action: ActionReference, _ node: YAMLNode?) {
        guard action.name.lowercased() == "actions/github-script" else { return }
        for input in inputs where input.name.content.lowercased() == "script" {
            guard let text = node?[input.name.content] else { continue }
            checkUntrusted(input.value.content, text)
        }
    }

    private static let commands: [(name: String, file: String)] = [
        ("::set-output", "GITHUB_OUTPUT"), ("::save-state", "GITHUB_STATE"), ("::set-env", "GITHUB_ENV"),
        ("::add-path", "GITHUB_PATH")
    ]

    /// Commands on standard output that GitHub replaced by files.
    func checkCommands(_ script: Template, _ node: YAMLNode) {
        guard script.text.contains("::") else { return }
        let scalars = Array(script.text.unicodeScalars)
        for index in scalars.indices where scalars[index] == ":" {
            guard let command = Self.commands.first(where: { scalars[index...].starts(with: $0.name.unicodeScalars) })
            else { continue }
            report(
                .deprecatedCommand, "'\(command.name)' is deprecated",
                help: "Append a line to the file \"$\(command.file)\" instead.", severity: .warning,
                at: position(in: node, offset: index))
        }
    }
}
