import Core
import Expressions

extension KeyTable<JobDefinition> {
    static let job = KeyTable(
        "a job",
        [
            "name": .read { $2.name = $0.template($1, "a job's name", at: .jobName) },
            "needs": .read { $2.needs = $0.readNeeds($1) },
            "if": .read { $2.condition = $0.condition($1, "'if'", at: .jobCondition) },
            "runs-on": .read { $2.runsOn = $0.readRunsOn($1) },
            "strategy": .read { $2.strategy = $0.readStrategy($1) },
            "env": .read { $2.environment = $0.entries($1, "'env'", at: .jobEnvironment) },
            "defaults": .read { $2.defaults = $0.readDefaults($1, at: .jobDefaults) },
            "outputs": .read { $2.outputs = $0.entries($1, "'outputs'", at: .jobOutputs) },
            "timeout-minutes": .read {
                $2.timeoutMinutes = $0.typedTemplate($1, "'timeout-minutes'", .positiveNumber, at: .jobName)
            },
            "continue-on-error": .read {
                $2.continueOnError = $0.typedTemplate($1, "'continue-on-error'", .boolean, at: .jobName)
            },
            "tier": .read { $2.tier = $0.readTier($1) },
            "paths": .read { $2.paths = $0.globs($1, "'paths'") },
            "steps": .read { $2.steps = $0.readSteps($1) },
            "permissions": .unsupported(help: "Remove it: jobs get no token that it could limit."),
            "concurrency": .unsupported(help: "Remove it; jobs are not serialized yet."),
            "environment": .unsupported(help: "Remove it, and give the job its values by 'env'."),
            "container": .unsupported(help: "Run the container from a step, with docker or podman."),
            "services": .unsupported(help: "Start the service from a step, in the background."),
            "uses": .unsupported(help: "Write the steps of the called workflow here."),
            "with": .unsupported(help: "Write the steps of the called workflow here."),
            "secrets": .unsupported(help: "Write the steps of the called workflow here."),
            "snapshot": .unsupported(help: "Remove it."),
            "cancel-timeout-minutes": .unsupported(help: "Remove it."),
            "test-report": .unsupported(help: "Print the results from a step."),
            "retry": .unsupported(help: "Repeat the command in its step."),
            "resources": .unsupported(help: "Choose a machine by 'runs-on'.")
        ])
}

extension Reader {
    func readJob(_ id: Located<String>, _ node: YAMLNode, _ sharedText: String) -> JobDefinition {
        var job = JobDefinition(id: id, steps: [], canonicalText: "")
        currentJob = id.content
        defer { currentJob = nil }
        guard read(node, by: .job, into: &job) else { return job }
        job.canonicalText = sharedText + node.canonicalText
        // A job that calls a workflow has neither, and 'uses' was reported.
        guard node["uses"] == nil else { return job }
        if node["runs-on"] == nil {
            report(
                .missingKey, "the job '\(id.content)' has no 'runs-on'",
                help: "Name the machine, as in 'runs-on: ubuntu-latest'.", at: node.position)
        }
        if node["steps"] == nil {
            report(
                .missingKey, "the job '\(id.content)' has no 'steps'", help: "Add 'steps:' with at least one step.",
                at: node.position)
        }
        return job
    }

    func readNeeds(_ node: YAMLNode) -> [Located<String>] {
        let needs = (elements(node, "'needs'") ?? []).compactMap { text($0, "'needs'") }
        var seen: Set<String> = []
        return needs.filter { need in
            if seen.insert(need.content.lowercased()).inserted { return true }
            report(
                .duplicateID, "'\(need.content)' is already in 'needs'", help: "Remove one of the two.",
                at: need.position)
            return false
        }
    }

    func readTier(_ node: YAMLNode) -> Located<Tier>? {
        guard let text = text(node, "'tier'") else { return nil }
        if let tier = Tier(rawValue: text.content) { return Located(tier, at: node.position) }
        let names = Tier.allCases.map(\.rawValue)
        report(
            .invalidValue, "'\(text.content)' is no tier",
            help: suggestion(for: text.content, in: names)
                ?? "Use \(names.joined(separator: ", ")).",
            at: node.position)
        return nil
    }
}
