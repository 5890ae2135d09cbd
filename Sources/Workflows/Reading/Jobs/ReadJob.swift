import Core
import Expressions
import OrderedCollections

/// A job while it is not known yet whether it has steps or calls a workflow.
struct JobDraft {
    var job: JobDefinition
    var reference: Located<WorkflowReference>?
    var arguments: [WorkflowCall.Argument] = []
    var secrets: Located<WorkflowCall.Secrets>?
}

extension KeyTable<JobDraft> {
    static let job = KeyTable(
        "a job",
        [
            "name": .read { $2.job.name = $0.template($1, "a job's name", at: .jobName) },
            "needs": .read { $2.job.needs = $0.readNeeds($1) },
            "if": .read { $2.job.condition = $0.condition($1, "'if'", at: .jobCondition) },
            "runs-on": .read { ($2.job.runsOn, $2.job.runnerGroup) = $0.readRunsOn($1) },
            "strategy": .read { $2.job.strategy = $0.readStrategy($1) },
            "env": .read { $2.job.environment = $0.entries($1, "'env'", at: .jobEnvironment, isEnvironment: true) },
            "defaults": .read { $2.job.defaults = $0.readDefaults($1, at: .jobDefaults) },
            "outputs": .read { $2.job.outputs = $0.entries($1, "'outputs'", at: .jobOutputs, hasFixedNames: true) },
            "timeout-minutes": .read {
                $2.job.timeoutMinutes = $0.typedTemplate($1, "'timeout-minutes'", .minutes, at: .jobName)
            },
            "cancel-timeout-minutes": .read {
                $2.job.cancelTimeoutMinutes = $0.typedTemplate(
                    $1, "'cancel-timeout-minutes'", .minutes, at: .jobName)
            },
            "continue-on-error": .read {
                $2.job.continueOnError = $0.typedTemplate($1, "'continue-on-error'", .boolean, at: .jobName)
            },
            "permissions": .read { $2.job.permissions = $0.readPermissions($1) },
            "concurrency": .read { $2.job.concurrency = $0.readConcurrency($1, at: .jobName) },
            "environment": .read { $2.job.deployment = $0.readDeployment($1) },
            "container": .read { $2.job.container = $0.readContainer($1) },
            "services": .read { $2.job.services = $0.readServices($1) },
            "snapshot": .read { $2.job.snapshot = $0.readSnapshot($1) },
            "uses": .read { $2.reference = $0.readWorkflowReference($1) },
            "with": .read { $2.arguments = $0.readArguments($1) },
            "secrets": .read { $2.secrets = $0.readSecrets($1) },
            "tier": .read { $2.job.tier = $0.choice($1, "'tier'") },
            "paths": .read { $2.job.paths = $0.globs($1, "'paths'", arePaths: true) },
            "test-report": .read { $2.job.testReport = $0.globs($1, "'test-report'") },
            "retry": .read { $2.job.retry = $0.readRetry($1) },
            "resources": .read { $2.job.resources = $0.readResources($1) },
            "steps": .read { $2.job.steps = $0.readSteps($1) }
        ])
}

extension Reader {
    /// The keys that both kinds of job have.
    private static let sharedKeys: Set<String> = [
        "name", "needs", "if", "permissions", "concurrency", "strategy"
    ]
    private static let callKeys: Set<String> = ["uses", "with", "secrets"]

    func readJob(_ id: Located<String>, _ node: YAMLNode, _ sharedText: String) -> JobDefinition {
        var draft = JobDraft(job: JobDefinition(id: id, canonicalText: ""))
        currentJob = id.content
        defer { currentJob = nil }
        let (isCall, strays) = checkJobKeys(node)
        guard read(node, by: .job, except: strays, into: &draft) else { return draft.job }
        draft.job.canonicalText = sharedText + node.canonicalText
        if isCall {
            require("uses", in: node, "the job", help: "Name the workflow that the job calls.")
            draft.job.call = draft.reference.map {
                WorkflowCall(reference: $0, arguments: draft.arguments, secrets: draft.secrets)
            }
        } else {
            require(
                "runs-on", in: node, "the job '\(id.content)'",
                help: "Name the machine, as in 'runs-on: ubuntu-latest'.")
            if node["steps"] == nil {
                report(
                    .missingKey, "the job '\(id.content)' has no 'steps', and so does nothing", help: "Add 'steps:'.",
                    severity: .note, at: node.position)
            }
        }
        return draft.job
    }

    /// Keys of both kinds of job beside each other: the first of them says which kind it is.
    ///
    /// - Returns: whether the job calls a workflow, and the keys that are out of place.
    private func checkJobKeys(_ node: YAMLNode) -> (isCall: Bool, strays: Set<String>) {
        let keys = (node.mapping ?? []).map(\.key).filter {
            let name = $0.text ?? ""
            return KeyTable<JobDraft>.job[name] != nil && !Self.sharedKeys.contains(name)
        }
        let isCall = keys.first.map { Self.callKeys.contains($0.text ?? "") } ?? false
        // A stray 'with' makes no call of a job that has steps.
        let calls = isCall && (node["uses"] != nil || node["runs-on"] == nil)
        let strays = keys.filter { Self.callKeys.contains($0.text ?? "") != calls }
        for key in strays {
            report(
                .unknownKey,
                calls
                    ? "'\(key.text ?? "")' can't stand in a job that calls a workflow by 'uses'"
                    : "'\(key.text ?? "")' can stand only in a job that calls a workflow by 'uses'",
                help: calls ? "Write it into the workflow that is called." : "Remove it.", at: key.position)
        }
        return (calls, Set(strays.compactMap(\.text)))
    }

    func readNeeds(_ node: YAMLNode) -> [Located<String>] {
        let needs = (elements(node, "'needs'") ?? []).compactMap { text($0, "'needs'") }
        var seen: Set<String> = []
        return needs.filter { need in
            if seen.insert(need.content.lowercased()).inserted { return true }
            report(
                .duplicateID, "'\(need.content)' is already in 'needs'", help: "Remove one of the two.",
                severity: .warning, at: need.position)
            return false
        }
    }
}
