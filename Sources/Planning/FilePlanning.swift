import Core
import Expressions
import OrderedCollections
import Workflows

/// One workflow file and one event.
struct FilePlanning {
    let event: Event
    let repository: RepositoryFacts
    let file: WorkflowFile
    let facts: PlanFacts
    /// What the commit's author wrote so that nothing runs.
    let skip: SkipInstruction?

    func plan() -> (Decision, RunPlan?) {
        if let name = event.workflow, !file.isNamed(by: name) {
            return (decision(.ignored, "the event names \(name.quotedForPeople)"), nil)
        }
        guard let workflow = file.valid else { return planBroken() }
        let trigger = TriggerDecision.decide(event, workflow: workflow, facts: facts, skip: skip)
        guard trigger.decision.verdict == .matched else { return (trigger.decision, nil) }
        let unavailable = workflow.unavailable
        guard unavailable.isEmpty else {
            // What the file asks for cannot be done: it fails with those words rather than run without them.
            return invalid(
                file.diagnostics
                    + unavailable.map { diagnostic in
                        var error = diagnostic
                        error.severity = .error
                        return error
                    })
        }
        let calls = CallCheck(workflow, resolve: facts.callees.callee)
        guard calls.findings.isEmpty else { return invalid(file.diagnostics + calls.findings) }
        do throws(PlanningError) {
            return (trigger.decision, try run(of: workflow, inputs: trigger.inputs, callees: calls.used.elements))
        } catch {
            let diagnostic = Diagnostic(
                rule: error.code.rule, error.message, file: file.path, at: error.position ?? .start)
            return invalid(file.diagnostics + [diagnostic])
        }
    }

    private func run(of workflow: Workflow, inputs: Value, callees: [CalleeID]) throws(PlanningError) -> RunPlan {
        let contexts: [String: Value] = [
            "github": GitHubContext.make(
                event: event, repository: repository, workflow: workflow.path, name: workflow.displayName,
                inputs: inputs, number: facts.runNumbers[file.path], serverURL: facts.serverURL),
            "inputs": inputs,
            "vars": repository.vars
        ]
        var jobs: [PlannedJob] = []
        var foresight = Foresight(workflow) { Self.contexts(contexts, job: $0) }
        foresight.learn()
        for definition in workflow.jobs.values {
            let outlook = foresight.outlook(of: definition.id.content)
            for var job in try self.jobs(of: definition, contexts: contexts) {
                job.outlook = outlook
                jobs.append(job)
            }
        }
        return RunPlan(
            workflow: file.path, name: workflow.displayName,
            runName: try RunName(workflow: workflow, event: event).text(in: contexts), event: event.kind,
            ref: event.ref, sha: event.after, actor: event.actor, inputs: inputs, digest: file.digest, jobs: jobs,
            callees: callees, diagnostics: file.diagnostics,
            claim: try workflow.concurrency?.content.claim("concurrency", in: Scope(contexts: contexts)))
    }

    private func jobs(of definition: JobDefinition, contexts: [String: Value]) throws(PlanningError) -> [PlannedJob] {
        let contexts = Self.contexts(contexts, job: definition.id.content)
        var jobs = try JobExpansion(definition: definition, contexts: contexts).jobs()
        if let call = definition.call {
            for index in jobs.indices { jobs[index].callee = CalleeID(call.reference.content, in: nil) }
        }
        guard let paths = definition.paths else { return jobs }
        for index in jobs.indices {
            let key = jobs[index].gateKey(workflow: file.path)
            jobs[index].gate = jobs[index].isDeferred ? .deferred : .decide(paths, voucher: facts.vouchers[key])
        }
        return jobs
    }

    /// `github.job` is the id of the job that asks.
    private static func contexts(_ contexts: [String: Value], job: String) -> [String: Value] {
        var contexts = contexts
        if case .object(var github)? = contexts["github"] {
            github["job"] = .string(job)
            contexts["github"] = .object(github)
        }
        return contexts
    }

    // MARK: Broken files

    /// As on GitHub, every push shows that a file is broken, whatever its filters may have said: who knows what they say.
    private func planBroken() -> (Decision, RunPlan?) {
        let isMeant =
            switch event.kind {
            case .push: true
            case .workflowDispatch: event.workflow != nil || file.listens(to: .workflowDispatch)
            default: file.listens(to: event.kind)
            }
        guard isMeant else {
            return (decision(.ignored, "it has errors, and is not known to listen to \(event.kind)"), nil)
        }
        return invalid(file.diagnostics)
    }

    private func invalid(_ diagnostics: [Diagnostic]) -> (Decision, RunPlan?) {
        let errors = diagnostics.filter { $0.severity == .error }
        let first = errors.min { $0.position < $1.position }
        let count = errors.count == 1 ? "an error" : "\(errors.count) errors, the first"
        let place = first.map { " in line \($0.position.line): \($0.message)" } ?? ""
        let reason = "the file has \(count)\(place)"
        let name = file.workflow?.displayName ?? file.path
        let run = RunPlan(
            workflow: file.path, name: name, runName: RunName.fallback(for: event, workflow: name), event: event.kind,
            ref: event.ref, sha: event.after, actor: event.actor, inputs: .emptyObject, digest: file.digest, jobs: [],
            diagnostics: diagnostics)
        let decision = Decision(
            workflow: file.path, verdict: .invalid, reason: reason, rule: first?.rule, position: first?.position)
        return (decision, run)
    }

    private func decision(_ verdict: Decision.Verdict, _ reason: String) -> Decision {
        Decision(workflow: file.path, verdict: verdict, reason: reason)
    }
}

extension PlanningError.Code {
    /// The rule's name in diagnostics.
    var rule: String {
        switch self {
        case .expression: "expression"
        case .type: "wrong-type"
        case .matrix, .call: "invalid-value"
        }
    }
}
