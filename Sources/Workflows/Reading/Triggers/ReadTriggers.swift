import Core
import OrderedCollections

extension KeyTable<Triggers> {
    static let events = KeyTable(
        "'on'", keysAre: "event",
        [
            "push": .read { $2.push = $0.readPush($1) },
            "pull_request": .read { $2.pullRequest = $0.readPullRequest($1, "pull_request") },
            "pull_request_target": .read { $2.pullRequestTarget = $0.readPullRequest($1, "pull_request_target") },
            "workflow_dispatch": .read { $2.workflowDispatch = $0.readDispatch($1) },
            "workflow_call": .read { $2.workflowCall = $0.readCallTrigger($1) },
            "workflow_run": .read { $2.workflowRun = $0.readWorkflowRun($1) },
            "repository_dispatch": .read { $2.repositoryDispatch = $0.readRepositoryDispatch($1) },
            "schedule": .read { $2.schedule = $0.readSchedule($1) },
            "data": .read { $2.data = $0.readEach($1, "'data'") { $0.readData($1) } },
            "alert": .read { $2.alert = $0.readEach($1, "'alert'") { $0.readAlert($1) } },
            "model": .read { $2.model = $0.readEach($1, "'model'") { $0.readModel($1) } }
        ],
        and: GitHubEvents.types.keys
    ) { $3.activities[EventKind(rawValue: $0)] = $1.readActivity($2, $0) }
}

extension Reader {
    /// An event, a list of events, or a mapping of events to their filters.
    func readTriggers(_ node: YAMLNode) -> Triggers {
        var triggers = Triggers()
        let known = errorCount
        if node.mapping != nil {
            read(node, by: .events, into: &triggers)
        } else if let events = elements(node, "'on'", .events) {
            for event in events { readEvent(event, &triggers) }
        }
        hasUnknownTrigger = errorCount > known
        if node.mapping?.isEmpty == true || node.sequence?.isEmpty == true {
            report(.missingKey, "'on' names no event", help: "Name one, as in 'on: push'.", at: node.position)
        }
        return triggers
    }

    /// Events whose key alone says nothing.
    private static let neverAlone: Set<String> = ["schedule", "data", "alert", "model"]

    private func readEvent(_ event: YAMLNode, _ triggers: inout Triggers) {
        guard let name = text(event, "an event of 'on'") else { return }
        guard !Self.neverAlone.contains(name.content) else {
            report(
                .missingKey, "'\(name.content)' alone never starts the workflow",
                help: "Write 'on:' as a mapping, and say below '\(name.content)' when.", severity: .warning,
                at: name.position)
            return
        }
        let nothing = YAMLScalar(text: "", style: .plain, value: .null, spans: [])
        let pair = YAMLNode.Pair(
            key: event, value: YAMLNode(content: .scalar(nothing), position: name.position, weight: 0))
        read(YAMLNode(content: .mapping([pair]), position: event.position, weight: 0), by: .events, into: &triggers)
    }

    /// A list of mappings.
    func readEach<Element>(
        _ node: YAMLNode, _ what: String, _ read: (Reader, YAMLNode) -> Element?
    ) -> [Element] {
        guard let elements = node.sequence else {
            reportType(node, .list, what)
            return []
        }
        if elements.isEmpty { report(.missingKey, "\(what) is empty", help: "Add an entry.", at: node.position) }
        return elements.compactMap { read(self, $0) }
    }

    /// Types of activity, of those that the event has. Another one never comes, but it hurts nothing either.
    func readTypes(_ node: YAMLNode, _ event: String, of known: [String]) -> [Located<String>] {
        (elements(node, "'types' of '\(event)'") ?? []).compactMap { element in
            guard let type = text(element, "a type of '\(event)'") else { return nil }
            guard !known.isEmpty, !known.contains(type.content) else { return type }
            report(
                .invalidValue, "'\(type.content)' is no type of '\(event)'",
                help: suggestion(for: type.content, in: known) ?? "Use \(known.joined(separator: ", ")).",
                severity: .warning, at: type.position)
            return nil
        }
    }
}
