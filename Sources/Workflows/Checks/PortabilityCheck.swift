import Core

/// What GitHub itself would refuse in a file: our own keys, events and actions.
struct PortabilityCheck {
    let path: String
    private(set) var findings: [Diagnostic] = []

    init(path: String) {
        self.path = path
    }

    private static let ownJobKeys: Set<String> = ["tier", "paths", "test-report", "retry", "resources"]
    private static let ownEvents: Set<String> = ["data", "alert", "model"]

    mutating func check(_ root: YAMLNode) {
        if let key = key("retrain", of: root) { refuse(key, "the key 'retrain'", "Remove it.") }
        checkEvents(root["on"])
        for job in root["jobs"]?.mapping ?? [] { checkJob(job.value) }
    }

    private mutating func checkEvents(_ node: YAMLNode?) {
        guard let node else { return }
        let names = node.mapping?.map(\.key) ?? node.sequence ?? [node]
        for name in names where Self.ownEvents.contains(name.text ?? "") {
            refuse(name, "the event '\(name.text ?? "")'", "Start the workflow by 'repository_dispatch' instead.")
        }
        for entry in node["schedule"]?.sequence ?? [] {
            for own in ["catch-up", "max-age"] {
                if let key = key(own, of: entry) { refuse(key, "'\(own)' of a schedule", "Remove it.") }
            }
            if let cron = entry["cron"], let text = cron.text, let parsed = try? Cron(parsing: text),
                parsed.shortestStep < 5
            {
                refuse(cron, "a schedule of less than 5 minutes", "Let 5 minutes be between two times.")
            }
        }
        for pair in node.mapping ?? [] {
            for name in ["branches", "tags", "paths"] where pair.value[name] != nil {
                guard let key = key(name + "-ignore", of: pair.value) else { continue }
                refuse(key, "'\(name)-ignore' beside '\(name)'", "Keep '\(name)', and take back with '!'.")
            }
        }
    }

    private mutating func checkJob(_ job: YAMLNode) {
        for pair in job.mapping ?? [] where Self.ownJobKeys.contains(pair.key.text ?? "") {
            refuse(pair.key, "the key '\(pair.key.text ?? "")' of a job", "Remove it.")
        }
        if let uses = job["uses"], let text = uses.text, text.hasPrefix("./"), !text.hasPrefix("./.github/workflows/") {
            refuse(uses, "a workflow outside of .github/workflows", "Move it there.")
        }
        checkSteps(job["steps"])
    }

    private mutating func checkSteps(_ steps: YAMLNode?) {
        for step in steps?.sequence ?? [] {
            if let uses = step["uses"], let text = uses.text, text.lowercased().hasPrefix("anneal/") {
                refuse(uses, "the action '\(text)'", "Call the command 'anneal' where it is there.")
            }
            checkSteps(step["parallel"])
        }
    }

    private func key(_ name: String, of node: YAMLNode) -> YAMLNode? {
        node.mapping?.first { $0.key.text == name }?.key
    }

    private mutating func refuse(_ node: YAMLNode, _ what: String, _ help: String) {
        findings.append(
            Diagnostic(
                .warning, rule: Rule.notPortable.rawValue, "GitHub does not have \(what)", help: help, file: path,
                at: node.position))
    }
}
