import Core
import Expressions

/// `runs-on` in its long form.
struct RunsOnDraft {
    var labels: [Located<Template>] = []
    var group: Located<Template>?
}

extension KeyTable<RunsOnDraft> {
    static let runsOn = KeyTable(
        "'runs-on'",
        [
            "labels": .read { $2.labels = $0.readLabels($1) },
            "group": .read { $2.group = $0.readGroup($1) }
        ])
}

extension Reader {
    func readRunsOn(_ node: YAMLNode) -> (labels: [Located<Template>], group: Located<Template>?) {
        guard node.mapping != nil else { return (readLabels(node), nil) }
        var draft = RunsOnDraft()
        read(node, by: .runsOn, into: &draft)
        if node["labels"] == nil, node["group"] == nil {
            report(.missingKey, "'runs-on' has no 'labels'", help: "Add them.", at: node.position)
        }
        return (draft.labels, draft.group)
    }

    func readLabels(_ node: YAMLNode) -> [Located<Template>] {
        guard let elements = elements(node, "'runs-on'", .textsOrMapping) else { return [] }
        if elements.isEmpty {
            report(.invalidValue, "'runs-on' has no label", help: "Name the machine.", at: node.position)
        }
        return elements.compactMap { element in
            // One expression may give all labels.
            if let text = element.scalar?.value.string, text.contains("${{") {
                return parse(text, element, .jobName)
            }
            return fullTemplate(element, "a label of 'runs-on'", at: .jobName)
        }
    }

    /// A name, or one of an organization or an enterprise by its prefix.
    private static let groupPrefixes = ["organization", "org", "enterprise", "ent"]

    fileprivate func readGroup(_ node: YAMLNode) -> Located<Template>? {
        guard let group = fullTemplate(node, "'group'", at: .jobName) else { return nil }
        guard let name = group.literal, name.contains("/") else { return group }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.groupPrefixes.contains(parts[0].lowercased()), !parts[1].isEmpty else {
            report(
                .invalidValue, "'\(name)' is no group of runners",
                help: "Write its name, or 'organization/name' or 'enterprise/name'.", at: node.position)
            return nil
        }
        return group
    }
}
