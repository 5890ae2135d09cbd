import Core
import Expressions

extension Reader {
    /// `./path/to/workflow.yml` or `owner/repository/path/to/workflow.yml@ref`.
    func readWorkflowReference(_ node: YAMLNode) -> Located<WorkflowReference>? {
        guard let text = text(node, "'uses'") else { return nil }
        guard let reference = Self.workflowReference(text.content) else {
            let hasVersion = text.content.hasPrefix("./") && text.content.contains("@")
            report(
                .invalidValue, "'\(text.content.prefix(200))' names no workflow",
                help: hasVersion
                    ? "Remove what begins with '@': a workflow of the same repository is that of the same commit."
                    : "Write './path/to/workflow.yml' or 'owner/repository/path/to/workflow.yml@ref'.",
                at: node.position)
            return nil
        }
        return Located(reference, at: node.position)
    }

    private static func workflowReference(_ text: String) -> WorkflowReference? {
        func isFile(_ path: Substring) -> Bool { path.hasSuffix(".yml") || path.hasSuffix(".yaml") }
        if text.hasPrefix("./") {
            let path = text.dropFirst(2)
            guard isFile(path), !path.split(separator: "/", omittingEmptySubsequences: false).contains("..") else {
                return nil
            }
            return .local(path: String(path))
        }
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, isFile(parts[0]) else { return nil }
        let names = parts[0].split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard names.count == 3, names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        return .remote(
            owner: String(names[0]), repository: String(names[1]), path: String(names[2]), ref: String(parts[1]))
    }

    /// `with` of a job: the values keep their types.
    func readArguments(_ node: YAMLNode) -> [WorkflowCall.Argument] {
        var names: Set<String> = []
        return (mapping(node, "'with'") ?? []).compactMap { pair in
            guard let name = text(pair.key, "an input's name") else { return nil }
            guard names.insert(name.content.lowercased()).inserted else {
                report(
                    .duplicateID, "the input '\(name.content)' is already given", help: "Remove one of the two.",
                    at: name.position)
                return nil
            }
            checkVersion(pair.value, named: name.content)
            guard pair.value.scalar != nil else {
                reportType(pair.value, .scalar, "the input '\(name.content)'")
                return nil
            }
            return templateValue(pair.value, "'with'", at: .callInput).map {
                WorkflowCall.Argument(name: name, value: $0)
            }
        }
    }

    /// `inherit`, or a mapping of names to values.
    func readSecrets(_ node: YAMLNode) -> Located<WorkflowCall.Secrets>? {
        if node.mapping != nil {
            return Located(.map(entries(node, "'secrets'", at: .callSecrets, hasFixedNames: true)), at: node.position)
        }
        guard node.scalar != nil, !node.isNull else {
            reportType(node, .secrets, "'secrets'")
            return nil
        }
        guard let text = text(node, "'secrets'") else { return nil }
        guard text.content == "inherit" else {
            report(
                .invalidValue, "'secrets' can't be '\(text.content.prefix(80))'",
                help: "Write 'inherit', or a mapping of names to secrets.", at: node.position)
            return nil
        }
        return Located(.inherit, at: node.position)
    }
}
