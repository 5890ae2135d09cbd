import Core
import OrderedCollections
import Planning
import Store

extension Coordinator {
    /// A run that was just committed: asks for the conditions of its first jobs.
    func begin(_ ids: [RunID]) async throws {
        for id in ids {
            try await alone {
                // A run whose workflow cannot be read is born completed, and has nothing to load.
                guard try await record(id).state != .completed else { return }
                guard var run = try await openOrEnd(id) else { return }
                if run.plan.claim != nil { groups.hasEnding = true }
                let before = run.machine
                let effects = run.resume()
                CrashPoint.jobDecided.reach()
                try await save(run, since: before, effects: effects)
            }
        }
        wake()
    }

    /// - Throws: ``EngineError`` `notFound`, or `conflict` when the run is over.
    func cancel(_ id: RunID) async throws {
        try await alone {
            guard try await record(id).state != .completed else {
                throw EngineError(.conflict, "run \(id) is over: there is nothing to cancel")
            }
            try await apply([.cancelRequested(reason: nil)], to: id)
        }
        wake()
    }

    /// New attempts of all jobs, or of those that failed with their dependants; the commit stays the same.
    ///
    /// - Throws: ``EngineError`` `notFound`, or `conflict` when the run is not over or nothing failed.
    ///
    /// - Parameter limit: how often a job may ask for it; nil for people.
    func rerun(_ id: RunID, onlyFailed: Bool, atMost limit: Int?) async throws {
        try await alone {
            let record = try await record(id)
            if let limit, record.attempt > limit {
                throw EngineError(
                    .conflict,
                    "run \(id) is at attempt \(record.attempt): jobs may run it again \(limit) times, "
                        + "a person as often as they like")
            }
            guard record.state == .completed else {
                throw EngineError(.conflict, "run \(id) is not over: cancel it first")
            }
            guard !record.diagnostics.contains(where: { $0.severity == .error }) else {
                throw EngineError(
                    .conflict,
                    "the workflow of run \(id) has errors: mend the file and push it, or replay event \(record.event)")
            }
            var run = try await openRun(id)
            let jobs = run.machine.jobs.values.filter { job in
                !onlyFailed || job.conclusion?.isFailure == true || job.conclusion == .cancelled
            }
            guard !jobs.isEmpty else {
                runs[id] = nil
                throw EngineError(.conflict, "run \(id) has no failed jobs to run again")
            }
            let before = run.machine
            run.record.attempt += 1
            run.record.startedAt = nil
            let claim = run.plan.claim
            let effects = run.advance([.rerunRequested(keys: Set(jobs.map(\.key)), isHeld: claim != nil)])
            guard let claim else { return try await save(run, since: before, effects: effects) }
            run.grouped.insert(.run(id))
            let now = time.now()
            try await save(run, since: before, effects: effects) { writer in
                _ = try writer.enterGroup(.run(id), claim, repository: record.repository, at: now)
            }
            groups.hasEnding = true
            if let place = try await store.read({ try $0.claim(of: .run(id)) }), place.isHolding {
                groups.admitted.append(place)
            }
        }
        wake()
    }

    private func record(_ id: RunID) async throws -> RunRecord {
        guard let record = try await store.read({ try $0.run(id) }) else {
            throw EngineError(.notFound, "no run \(id)")
        }
        return record
    }
}
