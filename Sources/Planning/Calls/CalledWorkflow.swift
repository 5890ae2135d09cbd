public import Core
import Expressions
import OrderedCollections
public import Workflows

/// A workflow while a job of the run calls it. Pure: made again after a restart it is the same.
public struct CalledWorkflow: Hashable, Sendable {
    public let id: CalleeID
    public let workflow: Workflow
    /// The key of the job that calls it.
    public let caller: String
    /// What people call that job.
    public let name: String
    /// Its `inputs` context.
    public let inputs: Value
    /// What its caller allows.
    private let permissions: Permissions?

    /// - Parameters:
    ///   - caller: as the run sees it; `name` what people call it.
    ///   - arguments: see ``Activation/Outcome/call(_:)``.
    /// - Throws: ``PlanningError`` at the call, when a value has the wrong type.
    public init(
        _ id: CalleeID, _ workflow: Workflow, caller: String, name: String, arguments: CallValues
    ) throws(PlanningError) {
        self.id = id
        self.workflow = workflow
        self.caller = caller
        self.name = name
        permissions = arguments.permissions
        inputs = try CallArguments(callee: id, definitions: workflow.triggers.workflowCall?.inputs ?? [])
            .inputs(arguments)
    }

    /// How the run looks from within it: `github` stays the caller's, `inputs` are its own.
    ///
    /// - Parameter root: the run's own workflow.
    public func facts(_ run: RunFacts, root: Workflow) -> RunFacts {
        var facts = run
        facts.called = RunFacts.Called(
            path: root.path, name: root.displayName, inputs: inputs, permissions: permissions)
        return facts
    }

    /// Its jobs, as jobs of the run.
    public func jobs(_ run: RunFacts, root: Workflow) throws(PlanningError) -> [PlannedJob] {
        let facts = facts(run, root: root)
        var jobs: [PlannedJob] = []
        for definition in workflow.jobs.values {
            let contexts = facts.contexts(workflow: workflow, job: definition.id.content)
            for var job in try JobExpansion(definition: definition, contexts: contexts).jobs() {
                if definition.paths != nil { job.gate = .called }
                job.callee = definition.call.map { CalleeID($0.reference.content, in: id) }
                jobs.append(job.called(by: caller, name: name))
            }
        }
        return jobs
    }

    /// What the caller has as outputs when the jobs are over.
    ///
    /// - Parameter jobs: by their ids in the workflow.
    public func outputs(_ run: RunFacts, root: Workflow, jobs: [NeedResult]) throws(PlanningError) -> [String: String] {
        var contexts = facts(run, root: root).contexts(workflow: workflow, job: nil)
        contexts["jobs"] = .object(jobs.reduce(into: [:]) { members, job in members[job.id] = job.context })
        let scope = Scope(contexts: contexts)
        var outputs: [String: String] = [:]
        for output in workflow.triggers.workflowCall?.outputs ?? [] {
            let key = "on.workflow_call.outputs.\(output.name.content) of \(id)"
            outputs[output.name.content] = try output.value.text(key, in: scope)
        }
        return outputs
    }
}
