public import Core
import Crypto
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
    /// ``PlannedJob/digest`` of its caller.
    private let callerDigest: String

    /// - Parameters:
    ///   - caller: as the run sees it.
    ///   - name: what people call it.
    ///   - arguments: see ``Activation/Outcome/call(_:)``.
    /// - Throws: ``PlanningError`` at the call, when a value has the wrong type.
    public init(
        _ id: CalleeID, _ workflow: Workflow, caller: PlannedJob, name: String, arguments: CallValues
    ) throws(PlanningError) {
        self.id = id
        self.workflow = workflow
        self.caller = caller.key
        callerDigest = caller.digest
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
    ///
    /// - Parameter vouchers: answers to ``gates(_:root:)``; a question without an answer opens the gate.
    public func jobs(
        _ run: RunFacts, root: Workflow, vouchers: [GateKey: Voucher] = [:]
    ) throws(PlanningError) -> [PlannedJob] {
        let facts = facts(run, root: root)
        var jobs: [PlannedJob] = []
        for definition in workflow.jobs.values {
            let contexts = facts.contexts(workflow: workflow, job: definition.id.content)
            for var job in try JobExpansion(definition: definition, contexts: contexts).jobs() {
                job.callee = definition.call.map { CalleeID($0.reference.content, in: id) }
                job.digest = digest(of: job)
                job = job.called(by: caller, name: name)
                if let paths = definition.paths {
                    let voucher = vouchers[job.gateKey(workflow: root.path)]
                    job.gate = job.isDeferred ? .deferred : .decide(paths, voucher: voucher)
                }
                jobs.append(job)
            }
        }
        return jobs
    }

    /// The questions about its jobs with `paths:` that history answers, as ``Plan/gates`` does for the run's own workflow.
    public func gates(_ run: RunFacts, root: Workflow) throws(PlanningError) -> [GateKey] {
        guard workflow.jobs.values.contains(where: { $0.paths != nil }) else { return [] }
        return try jobs(run, root: root).filter { $0.gate != nil && !$0.isDeferred }
            .map { $0.gateKey(workflow: root.path) }
    }

    /// A called job does the same again when its own definition, that of the call, and what is handed to it are the same.
    private func digest(of job: PlannedJob) -> String {
        var hash = SHA256()
        hash.update(data: Array("\(job.digest) \(callerDigest) ".utf8))
        hash.update(data: Array(inputs.json().utf8))
        return hash.finalize().hexadecimal
    }

    /// What the caller has as outputs when the jobs are over.
    ///
    /// - Parameter jobs: by their ids in the workflow.
    /// - Throws: ``PlanningError`` that names output, file and line.
    public func outputs(_ run: RunFacts, root: Workflow, jobs: [NeedResult]) throws(PlanningError) -> [String: String] {
        var contexts = facts(run, root: root).contexts(workflow: workflow, job: nil)
        contexts["jobs"] = .object(jobs.reduce(into: [:]) { members, job in members[job.id] = job.context })
        let scope = Scope(contexts: contexts)
        var outputs: [String: String] = [:]
        for output in workflow.triggers.workflowCall?.outputs ?? [] {
            do throws(ExpressionError) {
                outputs[output.name.content] = try output.value.content.string(in: scope)
            } catch {
                throw PlanningError(
                    .expression,
                    "the output '\(output.name.content)' cannot be evaluated: \(error) "
                        + "(\(id), line \(output.value.position.line))", at: nil)
            }
        }
        return outputs
    }
}
