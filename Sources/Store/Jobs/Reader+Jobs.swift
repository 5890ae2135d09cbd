public import Core
import GRDB

extension Reader {
    static let jobColumns = """
        id, run, key, job_id, name, position, state, conclusion, attempt, retries, tier, definition,
        reason, continue_on_error, is_template, ready_at, not_before, started_at, finished_at, outputs,
        trace, planned, cancel_reason, concurrency_group
        """

    public func job(_ id: JobID) throws -> JobRecord? {
        try first("SELECT \(Self.jobColumns) FROM jobs WHERE id = ?", [id.rawValue], JobRecord.init(row:))
    }

    /// In the order of the workflow.
    public func jobs(of run: RunID) throws -> [JobRecord] {
        try all(
            "SELECT \(Self.jobColumns) FROM jobs WHERE run = ? ORDER BY position, id", [run.rawValue],
            JobRecord.init(row:))
    }

    /// Jobs for which a supervisor exists, or is about to, each with its attempt: what a server that starts has to find.
    public func openJobs() throws -> [(JobRecord, AttemptRecord)] {
        let jobs = try all(
            """
            SELECT \(Self.jobColumns) FROM jobs INDEXED BY jobs_open
            WHERE state IN ('starting', 'running', 'finishing') AND is_call = 0 ORDER BY run, position, id
            """, [], JobRecord.init(row:))
        return try jobs.map { job in
            guard let attempt = try attempt(job.attempt, of: job.id) else {
                throw StoreError(.corrupt, "the database is damaged: job \(job.id) has no attempt \(job.attempt)")
            }
            return (job, attempt)
        }
    }

    /// When the first of the jobs that wait for their retry may be claimed; nil when none waits.
    public func nextReadyTime() throws -> Timestamp? {
        try first(
            """
            SELECT not_before FROM jobs INDEXED BY jobs_waiting
            WHERE state = 'ready' AND not_before IS NOT NULL ORDER BY not_before LIMIT 1
            """
        ) { try $0.time("not_before") }
    }

    /// How many jobs with steps are in each state, except `completed`, which nobody can count quickly.
    public func jobCounts() throws -> [JobState: Int] {
        let counts: [(JobState, Int)] = try all(
            """
            SELECT state, count(*) AS number FROM jobs INDEXED BY jobs_by_state
            WHERE state <> 'completed' AND is_call = 0
            GROUP BY state
            """
        ) { (try $0.choice("state"), try $0.value("number")) }
        return Dictionary(counts) { $1 }
    }
}

extension JobRecord {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), run: try row.id("run"), key: try row.value("key"), jobID: try row.value("job_id"),
            name: try row.value("name"), position: try row.value("position"), state: try row.choice("state"),
            conclusion: try row.optionalChoice("conclusion"), attempt: try row.value("attempt"),
            retries: try row.value("retries"), tier: try row.optional("tier"), definition: try row.value("definition"),
            planned: try row.value("planned"), reason: try row.optional("reason"), trace: try row.optional("trace"),
            outputs: try row.json("outputs"), continueOnError: try row.value("continue_on_error"),
            isTemplate: try row.value("is_template"), readyAt: try row.optionalTime("ready_at"),
            notBefore: try row.optionalTime("not_before"), startedAt: try row.optionalTime("started_at"),
            finishedAt: try row.optionalTime("finished_at"), cancelReason: try row.optional("cancel_reason"),
            concurrencyGroup: try row.optional("concurrency_group"))
    }
}
