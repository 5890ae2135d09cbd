import Core
import FoundationEssentials
import Planning
import Store
import Workflows

extension OpenRun {
    /// Everything a run's rows say. Called in a transaction, so that the parts belong together.
    ///
    /// - Throws: ``EngineError`` `unreadable` when they say nothing that can be carried on, now or later.
    static func load(_ id: RunID, serverURL: String, from reader: Reader) throws -> OpenRun {
        do {
            return try read(id, serverURL: serverURL, from: reader)
        } catch let error as DecodingError {
            throw EngineError(.unreadable, "the stored plan of run \(id) can no longer be read: \(error)")
        } catch let error as StoreError where error.code == .corrupt {
            throw EngineError(.unreadable, "run \(id) can no longer be read: \(error)")
        }
    }

    private static func read(_ id: RunID, serverURL: String, from reader: Reader) throws -> OpenRun {
        guard let record = try reader.run(id) else { throw EngineError(.notFound, "no run \(id)") }
        let decoder = JSONDecoder()
        let plan = try decoder.decode(RunPlan.self, from: Data(try reader.plan(of: id).utf8))
        let source = try reader.workflowSource(of: id)
        let parsed = WorkflowParser.read(accepted: source, path: record.workflowPath)
        guard let workflow = parsed.workflow else {
            let place = parsed.diagnostics.first.map { ": line \($0.position.line): \($0.message)" } ?? ""
            throw EngineError(.unreadable, "the stored workflow of run \(id) can no longer be read\(place)")
        }
        var callees: [String: Workflow] = [:]
        for callee in try reader.callees(of: id) {
            callees[callee.name] = WorkflowParser.read(accepted: callee.source, path: callee.path).workflow
        }
        let rows = try reader.jobs(of: id)
        var planned: [String: PlannedJob] = [:]
        for row in rows {
            planned[row.key] = try decoder.decode(PlannedJob.self, from: Data(row.planned.utf8))
        }
        guard var event = try reader.event(record.event), let repository = try reader.repository(record.repository)
        else {
            throw EngineError(.unreadable, "the event or the repository of run \(id) is gone")
        }
        (event.event.ref, event.event.after) = (record.ref, record.sha)
        let claims = try reader.claims(of: id)
        let runFacts = RunFacts(
            run: id, number: record.number, attempt: record.attempt, event: event.event,
            repository: RepositoryFacts(repository), inputs: plan.inputs, serverURL: serverURL)
        return OpenRun(
            record: record,
            machine: RunMachine(
                jobs: rows.compactMap { row in planned[row.key].map { RunMachine.Job(row: row, planned: $0) } },
                isCancelled: record.cancelRequestedAt != nil, cancelReason: record.reason,
                isHeld: claims.contains { $0.member == .run(id) && !$0.isHolding }),
            plan: plan, runFacts: runFacts, workflow: workflow, callees: callees, planned: planned,
            ids: Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.id) }),
            outputs: Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.outputs) }),
            grouped: Set(claims.map(\.member)))
    }
}

extension RunMachine.Job {
    init(row: JobRecord, planned: PlannedJob) {
        self.init(planned: planned)
        state = row.state
        conclusion = row.conclusion
        reason = row.reason
        attempt = row.attempt
        retries = row.retries
        continuesOnError = row.continueOnError
        isExpanded = row.isTemplate && row.state == .completed && row.conclusion == .success
        isVouched = planned.gate?.voucher != nil
        cancelReason = row.cancelReason
    }

    init(planned: PlannedJob) {
        self.init(
            key: planned.key, id: planned.id, needs: planned.needs, retryPolicy: planned.retry ?? .machinery,
            failsFast: planned.strategy.failFast && planned.matrix != nil,
            maxParallel: planned.strategy.maxParallel, isDeferred: planned.isDeferred,
            isVouched: planned.gate?.voucher != nil, isCall: planned.callee != nil && !planned.isDeferred,
            caller: planned.caller)
    }
}
