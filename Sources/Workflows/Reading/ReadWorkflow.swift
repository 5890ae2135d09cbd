import Core
import OrderedCollections

/// The file's own mapping while it is being read.
struct WorkflowDraft {
    var workflow: Workflow
    var jobs: YAMLNode?
    var triggers: Triggers?
    var nodes = CanonicalParts()
}

extension KeyTable<WorkflowDraft> {
    static let workflow = KeyTable(
        "a workflow",
        [
            "name": .read { $2.workflow.name = $0.text($1, "the workflow's name", allowsEmpty: true) },
            "run-name": .read { $2.workflow.runName = $0.template($1, "'run-name'", at: .runName) },
            "on": .read { $2.triggers = $0.readTriggers($1) },
            "env": .read {
                $2.workflow.environment = $0.entries($1, "'env'", at: .workflowEnvironment, isEnvironment: true)
                $2.nodes.environment = $1
            },
            "defaults": .read {
                $2.workflow.defaults = $0.readDefaults($1, at: .nowhere)
                $2.nodes.defaults = $1
            },
            "jobs": .read { $2.jobs = $1 },
            "permissions": .read { $2.workflow.permissions = $0.readPermissions($1) },
            "concurrency": .read { $2.workflow.concurrency = $0.readConcurrency($1, at: .workflowConcurrency) },
            "description": .read {
                $2.workflow.description = $0.text($1, "the workflow's description", allowsEmpty: true)
            },
            "retrain": .read { $2.workflow.retraining = $0.readRetraining($1) }
        ])
}

extension Reader {
    func readWorkflow(_ root: YAMLNode) -> Workflow? {
        var draft = WorkflowDraft(workflow: Workflow(path: path, triggers: Triggers(), jobs: [:]))
        guard read(root, by: .workflow, into: &draft) else { return nil }
        if root["on"] == nil, !misspells(["on"], in: root) {
            report(
                .missingKey, "'on' is missing", help: "Say what starts the workflow, as in 'on: push'.",
                at: root.position)
        }
        draft.workflow.triggers = draft.triggers ?? Triggers()
        hasClosedSecrets = hasClosedSecrets && !hasUnknownTrigger && draft.workflow.triggers.isOnlyCalled
        guard let jobs = draft.jobs else {
            if !misspells(["jobs"], in: root) {
                report(.missingKey, "'jobs' is missing", help: "Add 'jobs:' with at least one job.", at: root.position)
            }
            return draft.workflow
        }
        draft.workflow.jobs = readJobs(jobs, draft.nodes)
        checkNeeds(&draft.workflow, jobs)
        let nodes = Dictionary((jobs.mapping ?? []).map { ($0.key.text ?? "", $0.value) }) { first, _ in first }
        checkReferences(&draft.workflow, nodes)
        checkTypes(draft.workflow, nodes)
        checkVariables(draft.workflow)
        checkTypedInputs(draft.workflow)
        checkTimeouts(draft.workflow)
        return draft.workflow
    }
}
