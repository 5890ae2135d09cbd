public import Core
import GRDB

extension Writer {
    /// Writes what was decided about an event: its decisions, runs and jobs; the event is decided then.
    ///
    /// For an event that is decided already nothing is written, so that it may be called again after a crash.
    ///
    /// - Parameter further: events that follow from this one.
    /// - Returns: the runs of the event, in the order of `decisions`.
    /// - Throws: `notFound`; `conflict` when the event was given up.
    public func commitPlan(
        event: EventID, at now: Timestamp, decisions: [(Decision, NewRun?)], further: [Event] = []
    ) throws -> [RunID] {
        let state: EventState? = try first("SELECT state FROM events WHERE id = ?", [event.rawValue]) { row in
            try row.choice("state")
        }
        switch state {
        case nil: throw StoreError(.notFound, "there is no event \(event)")
        case .failed: throw StoreError(.conflict, "event \(event) was given up: replay it to have it decided")
        case .decided:
            return try all("SELECT id FROM runs WHERE event = ? ORDER BY id", [event.rawValue]) { try $0.id("id") }
        case .received: break
        }
        var runs: [RunID] = []
        for (decision, run) in decisions {
            let id = try run.map { try insertRun($0, event: event, at: now) }
            if let id { runs.append(id) }
            try insertDecision(decision, event: event, run: id)
        }
        for next in further { _ = try insertEvent(next) }
        try execute(
            "UPDATE events SET state = 'decided', decided_at = ?, error = NULL WHERE id = ?",
            [now.milliseconds, event.rawValue])
        return runs
    }

    private func insertDecision(_ decision: Decision, event: EventID, run: RunID?) throws {
        try execute(
            """
            INSERT INTO decisions (event, run, workflow, verdict, reason, rule, line, column_number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.rawValue, run?.rawValue, decision.workflow, decision.verdict.rawValue, decision.reason,
                decision.rule, decision.position?.line, decision.position?.column
            ])
    }

    private func insertRun(_ new: NewRun, event: EventID, at now: Timestamp) throws -> RunID {
        let isOver = new.conclusion != nil
        let id = RunID(
            try insert(
                """
                INSERT INTO runs
                    (number, repository, workflow_path, workflow_name, name, event, ref, sha, state, conclusion,
                    attempt, seed, diagnostics, reason, created_at, finished_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    try nextNumber(new.repository, new.workflowPath), new.repository.rawValue, new.workflowPath,
                    new.workflowName, new.name, event.rawValue, new.ref?.name, new.sha?.hex,
                    (isOver ? RunState.completed : .queued).rawValue, new.conclusion?.rawValue, new.attempt,
                    Int64(new.seed), try JSONText.encode(new.diagnostics), new.reason, now.milliseconds,
                    isOver ? now.milliseconds : nil
                ]))
        try keepSource(new.workflowSource, digest: new.sourceDigest)
        try execute(
            "INSERT INTO run_plans (run, workflow_source, plan) VALUES (?, ?, ?)",
            [id.rawValue, new.sourceDigest, new.plan])
        for callee in new.callees {
            try keepSource(callee.source, digest: callee.digest)
            try execute(
                "INSERT INTO run_callees (run, callee, path, workflow_source) VALUES (?, ?, ?, ?)",
                [id.rawValue, callee.name, callee.path, callee.digest])
        }
        _ = try insertJobs(id, new.jobs)
        if let claim = new.claim, !isOver {
            _ = try enterGroup(.run(id), claim, repository: new.repository, at: now)
        }
        return id
    }

    private func nextNumber(_ repository: RepositoryID, _ workflowPath: String) throws -> Int {
        let number: Int? = try first(
            """
            INSERT INTO run_counters (repository, workflow_path, last_number) VALUES (?, ?, 1)
            ON CONFLICT DO UPDATE SET last_number = last_number + 1 RETURNING last_number
            """, [repository.rawValue, workflowPath]
        ) { try $0.value("last_number") }
        guard let number else { throw StoreError(.fault, "a run got no number") }
        return number
    }

    private func keepSource(_ source: String, digest: String) throws {
        let isSame: Bool? = try first(
            "SELECT source = ? AS is_same FROM workflow_sources WHERE digest = ?", [source, digest]
        ) { try $0.value("is_same") }
        switch isSame {
        case true?: return
        case false?: throw StoreError(.conflict, "two workflow sources have the digest \(digest)")
        case nil: try execute("INSERT INTO workflow_sources (digest, source) VALUES (?, ?)", [digest, source])
        }
    }
}
