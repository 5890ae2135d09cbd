import Core
import Expressions
import OrderedCollections

extension Reader {
    /// Text that anybody can write into an event must not become a part of a script.
    func checkUntrusted(_ script: Template, _ node: YAMLNode) {
        for source in script.sources {
            if let name = UntrustedInput.input(readBy: source) {
                inputUses.append(InputUse(name: name, source: source, node: node))
            }
            guard let verdict = UntrustedInput.verdict(on: source) else { continue }
            let name = UntrustedInput.name(of: source)
            report(
                .untrustedInput, "'\(name)' \(verdict.described), and here it becomes a part of the script",
                help: "Pass it through 'env:', and use the variable in the script, between double quotes.",
                severity: verdict == .text ? .error : .warning, at: position(in: node, offset: source.offset))
        }
    }

    /// What whoever starts the workflow types. That person may change the repository, and so this is only a note; a choice
    /// and a number are what they are said to be.
    func checkTypedInputs(_ workflow: Workflow) {
        let typed = (workflow.triggers.workflowDispatch?.inputs ?? []).filter { $0.kind == .string }
        let names = Set(typed.map { $0.name.content.lowercased() })
        for use in inputUses where names.contains(use.name.lowercased()) {
            report(
                .untrustedInput,
                "the input '\(use.name)' is whatever text is typed, and here it becomes a part of the script",
                help: "Pass it through 'env:', and use the variable in the script, between double quotes.",
                severity: .note, at: position(in: use.node, offset: use.source.offset))
        }
    }

    /// A variable is data to the shell, and a part of the script where an expression puts its value into it.
    ///
    /// - Parameter own: `env` of the step; what the others say is known when the file is read.
    func checkVariables(of script: Template, _ node: YAMLNode, own: [EnvironmentEntry]) {
        for source in script.sources where source.context == "env" && source.path.count == 1 {
            guard let name = source.path[0] else { continue }
            let use = VariableUse(name: name, source: source, node: node, job: currentJob)
            if let entry = own.named(name) { check(use, entry) } else { variableUses.append(use) }
        }
    }

    /// The same for variables of jobs and of the workflow.
    func checkVariables(_ workflow: Workflow) {
        for use in variableUses {
            let entry = use.job.flatMap { workflow.jobs[$0]?.environment.named(use.name) }
            if let entry = entry ?? workflow.environment.named(use.name) { check(use, entry) }
        }
    }

    private func check(_ use: VariableUse, _ entry: EnvironmentEntry) {
        for source in entry.value.content.sources {
            guard let verdict = UntrustedInput.verdict(on: source) else { continue }
            report(
                .untrustedInput,
                "'env.\(use.name)' is '\(UntrustedInput.name(of: source))', which \(verdict.described), and here it becomes "
                    + "a part of the script",
                help: "Use the variable itself, between double quotes: \"$\(entry.name.content)\".",
                severity: verdict == .text ? .error : .warning, at: position(in: use.node, offset: use.source.offset))
            return
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

extension [EnvironmentEntry] {
    /// The last one counts, and contexts know no case.
    fileprivate func named(_ name: String) -> EnvironmentEntry? {
        let key = name.lowercased()
        return last { !$0.isInsertion && $0.name.content.lowercased() == key }
    }
}
