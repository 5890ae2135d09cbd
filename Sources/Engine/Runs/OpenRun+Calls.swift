import Core
import Expressions
import OrderedCollections
import Planning
import Store
import Workflows

/// Reusable workflows: a job that calls one brings its jobs into the run.
///
/// What a call hands over is worked out from the outcomes of other jobs, which are rows: after a restart the same comes out,
/// and nothing of it has to be stored but the sources of the called workflows.
extension OpenRun {
    /// - Parameter caller: the key of a call; nil = the run's own workflow.
    func scope(of caller: String?) throws(PlanningError) -> RunScope {
        guard let caller else { return RunScope(workflow: workflow, facts: runFacts, prefix: "") }
        let called = try calledWorkflow(of: caller)
        return RunScope(
            workflow: called.workflow, facts: called.facts(runFacts, root: workflow), prefix: caller + "/",
            name: called.name)
    }

    private func calledWorkflow(of caller: String) throws(PlanningError) -> CalledWorkflow {
        if let known = called[caller] { return known }
        guard let job = planned[caller] else {
            throw PlanningError(.call, "there is no job '\(caller)' in the plan", at: nil)
        }
        let scope = try scope(of: job.caller)
        var values = try Activation.values(
            job: job.local, workflow: scope.workflow, run: scope.facts, needs: needs(of: job, in: scope))
        values.name = scope.name.map { "\($0) / \(values.name)" } ?? values.name
        return try make(job, values)
    }

    private func make(_ job: PlannedJob, _ values: CallValues) throws(PlanningError) -> CalledWorkflow {
        guard let id = job.callee, let callee = callees[id.description] else {
            let name = job.callee.map(\.description) ?? "the called workflow"
            throw PlanningError(.call, "\(name) can no longer be read", at: values.position)
        }
        return try CalledWorkflow(id, callee, caller: job, name: values.name, arguments: values)
    }

    /// A call that may begin, as far as its `if` goes.
    ///
    /// - Returns: nil as long as nobody has looked up who vouches for its jobs with `paths:`: see ``gates(of:)``.
    mutating func call(_ key: String, _ values: CallValues) -> RunMachine.Verdict? {
        guard let job = planned[key] else { return .fail(reason: "the job is not in the plan") }
        do throws(PlanningError) {
            let call = try make(job, values)
            if vouchers[key] == nil, try !call.gates(runFacts, root: workflow).isEmpty { return nil }
            // When it runs again, what it handed on the last time counts no longer.
            (called[key], outputs[key]) = (call, nil)
            let jobs = try call.jobs(runFacts, root: workflow, vouchers: vouchers.removeValue(forKey: key) ?? [:])
            for job in jobs { plan(job) }
            return .call(
                jobs.compactMap { planned[$0.key].map(RunMachine.Job.init(planned:)) }, isInGroup: values.claim != nil)
        } catch {
            return .fail(reason: error.message)
        }
    }

    /// A job that is there already was called before. If it runs again, it may have been given something else by now.
    private mutating func plan(_ job: PlannedJob) {
        guard let known = machine.jobs[job.key] else {
            planned[job.key] = job
            return
        }
        guard known.state == .blocked, planned[job.key] != job else { return }
        planned[job.key] = job
        replanned.insert(job.key)
    }

    /// What history has to be asked before the call can be decided.
    func gates(of key: String) -> [GateKey] {
        guard case .call(let values)? = outcome(of: key), let job = planned[key],
            let call = try? make(job, values)
        else { return [] }
        return (try? call.gates(runFacts, root: workflow)) ?? []
    }

    /// What a finished job handed on; of a call its workflow's `outputs`.
    func outputs(ofKey key: String) -> [String: String] {
        if let known = outputs[key], !known.isEmpty { return known }
        guard let job = machine.jobs[key], job.isCall, job.state == .completed,
            machine.jobs.values.contains(where: { $0.caller == key })
        else { return outputs[key] ?? [:] }
        return (try? callOutputs(key)) ?? [:]
    }

    private func callOutputs(_ key: String) throws(PlanningError) -> [String: String] {
        let call = try calledWorkflow(of: key)
        let scope = try scope(of: key)
        let ids = Set(machine.jobs.values.filter { $0.caller == key }.map(\.id))
        return try call.outputs(runFacts, root: workflow, jobs: results(of: ids, in: scope))
    }

    /// What a call whose jobs went well hands on.
    ///
    /// - Returns: why it has no value; nil when it has.
    mutating func settleCall(_ key: String) -> String? {
        do throws(PlanningError) {
            outputs[key] = try callOutputs(key)
            return nil
        } catch {
            return error.message
        }
    }

    /// Once a call is over, its row says what it handed on. Of one that failed that is what can be worked out.
    mutating func settleCalls(since before: RunMachine?) {
        for job in machine.jobs.values where job.isCall && job.state == .completed && job != before?.jobs[job.key] {
            outputs[job.key] = outputs(ofKey: job.key)
        }
    }

    /// The `secrets` of a job: all of them, or within a called workflow those that it was given.
    func secrets(of key: String, from all: [String: Secret]) throws(PlanningError) -> [String: Secret] {
        guard let caller = planned[key]?.caller, let job = planned[caller] else { return all }
        let scope = try scope(of: job.caller)
        guard let call = scope.workflow.jobs[job.local.id]?.call else { return [:] }
        let own = try secrets(of: caller, from: all)
        switch call.secrets?.content {
        case nil: return [:]
        case .inherit: return own
        case .map(let entries):
            let values = try Activation.values(
                job: job.local, workflow: scope.workflow, run: scope.facts, needs: needs(of: job, in: scope))
            var contexts = values.contexts
            contexts["secrets"] = .object(
                own.sorted { $0.key < $1.key }.reduce(into: [:]) { members, secret in
                    members[secret.key] = .string(secret.value.reveal())
                })
            var given: [String: Secret] = [:]
            for entry in entries {
                let name = "jobs.\(job.local.id).secrets.\(entry.name.content)"
                do throws(ExpressionError) {
                    let scope = Scope(contexts: contexts)
                    guard entry.isInsertion else {
                        given[entry.name.content] = Secret(try entry.value.content.string(in: scope))
                        continue
                    }
                    for (name, value) in try entry.value.content.evaluate(in: scope).object ?? [:] {
                        given[name] = Secret(value.coercedString)
                    }
                } catch {
                    // The error's own words might hold a secret.
                    throw PlanningError(.expression, "\(name) cannot be evaluated", at: entry.value.position)
                }
            }
            return given
        }
    }
}
