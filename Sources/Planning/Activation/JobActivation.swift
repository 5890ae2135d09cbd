import Core
import Expressions
import OrderedCollections
import Workflows

/// One job at the moment when its needs are over.
struct JobActivation {
    let job: PlannedJob
    let definition: JobDefinition
    let workflow: Workflow
    let run: RunFacts
    let results: [String: NeedResult]
    let isCancelled: Bool

    func decide() throws(PlanningError) -> Activation.Outcome {
        let ancestors = ancestorIDs
        if let open = ancestors.first(where: { results[$0] == nil }) {
            throw PlanningError(
                .expression, "the job cannot start before '\(open)' is over", at: definition.id.position)
        }
        if let refusal = try refusal(ancestors) { return refusal }
        if let unavailable = workflow.unavailable(job: job.id).first {
            let place = "\(unavailable.file), line \(unavailable.position.line)"
            let help = unavailable.help.map { " " + $0 } ?? ""
            return .fail(reason: "\(unavailable.message) (\(place)).\(help)", position: unavailable.position)
        }
        guard job.isDeferred else {
            if let call = definition.call { return .call(try values(of: call)) }
            return .run(try prepare())
        }
        var jobs = try JobExpansion(definition: definition, contexts: contexts).jobs()
        if definition.paths != nil {
            for index in jobs.indices { jobs[index].gate = .deferred }
        }
        for index in jobs.indices { jobs[index].callee = job.callee }
        return .expand(jobs)
    }

    // MARK: Whether

    /// - Returns: nil when it may run.
    private func refusal(_ ancestors: [String]) throws(PlanningError) -> Activation.Outcome? {
        let status = status(ancestors)
        guard let condition = definition.condition else {
            guard !status.success else { return nil }
            return refuse(noSuccess(ancestors))
        }
        let scope = Scope(contexts: contexts, status: status)
        let holds: Bool
        do throws(ExpressionError) {
            holds = try condition.content.holds(in: scope)
        } catch {
            throw PlanningError(
                .expression, "the if of job '\(job.id)' cannot be evaluated: \(error)", at: condition.position)
        }
        guard !holds else { return nil }
        guard !condition.impliesSuccess || status.success else { return refuse(noSuccess(ancestors)) }
        return refuse("its if is false: \(condition.text.quotedForPeople)")
    }

    private func status(_ ancestors: [String]) -> Scope.Status {
        Scope.Status(
            success: !isCancelled && ancestors.allSatisfy { results[$0]?.conclusion.result == "success" },
            failure: !isCancelled && ancestors.contains { results[$0]?.conclusion.isFailure == true },
            cancelled: isCancelled)
    }

    var trace: [Operand] {
        let status = status(ancestorIDs)
        guard let condition = definition.condition else {
            return [Operand(text: "success()", value: status.success ? "true" : "false")]
        }
        return condition.content.trace(in: Scope(contexts: contexts, status: status))
    }

    private func refuse(_ reason: String) -> Activation.Outcome {
        isCancelled ? .cancel(reason: reason) : .skip(reason: reason)
    }

    /// Why `success()` is false.
    private func noSuccess(_ ancestors: [String]) -> String {
        guard !isCancelled else { return "the run was cancelled" }
        // The nearest first; among them a failure says more than a skip that follows from it.
        let culprits = ancestors.filter { results[$0]?.conclusion.result != "success" }
        let failed = culprits.first { results[$0]?.conclusion.isFailure == true }
        guard let culprit = failed ?? culprits.first, let conclusion = results[culprit]?.conclusion else {
            return "success() is false"
        }
        let direct = job.needs.contains(culprit) ? "it needs '\(culprit)'" : "it depends on '\(culprit)'"
        return "\(direct), which \(conclusion.verb)"
    }

    /// Everything the job needs, directly and through others; the nearest first, no id twice.
    private var ancestorIDs: [String] {
        var seen: OrderedSet<String> = []
        var rest = job.needs[...]
        while let id = rest.popFirst() {
            guard seen.append(id).inserted else { continue }
            rest += workflow.jobs[id]?.needs.map(\.content) ?? []
        }
        return Array(seen)
    }

    // MARK: What the expressions see

    /// `github`, `needs`, `inputs`, `vars`.
    var contexts: [String: Value] {
        var contexts = run.contexts(workflow: workflow, job: job.id)
        contexts["needs"] = .object(job.needs.reduce(into: [:]) { needs, id in needs[id] = results[id]?.context })
        return contexts
    }
}

extension Conclusion {
    /// To go with "which".
    fileprivate var verb: String {
        switch self {
        case .success, .warning: "succeeded"
        case .failure: "failed"
        case .timedOut: "timed out"
        case .cancelled: "was cancelled"
        case .skipped: "was skipped"
        case .lost: "was lost"
        case .setupFailure: "could not be set up"
        }
    }
}
