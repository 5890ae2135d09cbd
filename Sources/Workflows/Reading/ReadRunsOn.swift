import Core
import Expressions

/// `runs-on` in its long form.
struct RunsOnDraft {
    var labels: [Located<Template>] = []
}

extension KeyTable<RunsOnDraft> {
    static let runsOn = KeyTable(
        "'runs-on'",
        [
            "labels": .read { $2.labels = $0.readLabels($1) },
            "group": .unsupported(help: "Name the machines by 'labels'.")
        ])
}

extension Reader {
    func readRunsOn(_ node: YAMLNode) -> [Located<Template>] {
        guard node.mapping != nil else { return readLabels(node) }
        var draft = RunsOnDraft()
        read(node, by: .runsOn, into: &draft)
        if node["labels"] == nil, node["group"] == nil {
            report(.missingKey, "'runs-on' has no 'labels'", help: "Add them.", at: node.position)
        }
        return draft.labels
    }

    func readLabels(_ node: YAMLNode) -> [Located<Template>] {
        guard let elements = elements(node, "'runs-on'") else { return [] }
        if elements.isEmpty {
            report(.invalidValue, "'runs-on' has no label", help: "Name the machine.", at: node.position)
        }
        return elements.compactMap { fullTemplate($0, "a label of 'runs-on'", at: .jobName) }
    }
}
