import Core

extension KeyTable<Triggers> {
    private static let use = "Use 'push' or 'workflow_dispatch'."

    static let events = KeyTable(
        "'on'",
        [
            "push": .read { $2.push = $0.readPush($1) },
            "workflow_dispatch": .read { $2.workflowDispatch = $0.readDispatch($1) },
            "branch_protection_rule": .unsupported(help: use), "check_run": .unsupported(help: use),
            "check_suite": .unsupported(help: use), "create": .unsupported(help: use),
            "delete": .unsupported(help: use), "deployment": .unsupported(help: use),
            "deployment_status": .unsupported(help: use), "discussion": .unsupported(help: use),
            "discussion_comment": .unsupported(help: use), "fork": .unsupported(help: use),
            "gollum": .unsupported(help: use), "image_version": .unsupported(help: use),
            "issue_comment": .unsupported(help: use), "issues": .unsupported(help: use),
            "label": .unsupported(help: use), "merge_group": .unsupported(help: use),
            "milestone": .unsupported(help: use), "page_build": .unsupported(help: use),
            "project": .unsupported(help: use), "project_card": .unsupported(help: use),
            "project_column": .unsupported(help: use), "public": .unsupported(help: use),
            "pull_request": .unsupported(help: "Use 'push', which comes for the branch of the request too."),
            "pull_request_comment": .unsupported(help: use), "pull_request_review": .unsupported(help: use),
            "pull_request_review_comment": .unsupported(help: use), "pull_request_target": .unsupported(help: use),
            "registry_package": .unsupported(help: use), "release": .unsupported(help: "Use 'push' with 'tags'."),
            "repository_dispatch": .unsupported(help: "Use 'workflow_dispatch'."),
            "schedule": .unsupported(help: "Use 'workflow_dispatch', and start it from cron."),
            "status": .unsupported(help: use), "watch": .unsupported(help: use),
            "workflow_call": .unsupported(help: "Write the jobs into the workflow that needs them."),
            "workflow_run": .unsupported(help: "Join the two workflows by 'needs'."),
            "data": .unsupported(help: use), "alert": .unsupported(help: use), "model": .unsupported(help: use)
        ])
}

extension Reader {
    /// An event, a list of events, or a mapping of events to their filters.
    func readTriggers(_ node: YAMLNode) -> Triggers {
        var triggers = Triggers()
        let known = diagnostics.count
        if node.mapping != nil {
            read(node, by: .events, into: &triggers)
        } else if let events = elements(node, "'on'") {
            let nothing = YAMLScalar(text: "", style: .plain, value: .null, spans: [])
            for event in events {
                guard let name = text(event, "an event of 'on'") else { continue }
                let pair = YAMLNode.Pair(
                    key: event, value: YAMLNode(content: .scalar(nothing), position: name.position, weight: 0))
                read(
                    YAMLNode(content: .mapping([pair]), position: event.position, weight: 0), by: .events,
                    into: &triggers)
            }
        }
        hasUnknownTrigger = diagnostics.count > known
        if node.mapping?.isEmpty == true || node.sequence?.isEmpty == true {
            report(.missingKey, "'on' names no event", help: "Name one, as in 'on: push'.", at: node.position)
        }
        return triggers
    }
}
