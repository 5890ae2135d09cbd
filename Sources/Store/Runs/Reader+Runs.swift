public import Core
import GRDB

extension Reader {
    static let runColumns = """
        SELECT id, number, repository, workflow_path, workflow_name, name, event, ref, sha, state, conclusion, attempt,
            seed, diagnostics, reason, cancel_requested_at, created_at, started_at, finished_at,
            concurrency_group
        FROM runs
        """

    public func run(_ id: RunID) throws -> RunRecord? {
        try first(Self.runColumns + " WHERE id = ?", [id.rawValue], RunRecord.init(row:))
    }

    /// - Parameter number: counts for each workflow.
    public func run(_ repository: RepositoryID, workflowPath: String, number: Int) throws -> RunRecord? {
        try first(
            Self.runColumns + " WHERE repository = ? AND workflow_path = ? AND number = ?",
            [repository.rawValue, workflowPath, number], RunRecord.init(row:))
    }

    /// The plan as JSON.
    ///
    /// - Throws: `notFound`
    public func plan(of run: RunID) throws -> String {
        let plan: String? = try first("SELECT plan FROM run_plans WHERE run = ?", [run.rawValue]) {
            try $0.value("plan")
        }
        guard let plan else { throw StoreError(.notFound, "there is no run \(run)") }
        return plan
    }

    /// The text of the workflow file as it was at the run's commit.
    ///
    /// - Throws: `notFound`
    public func workflowSource(of run: RunID) throws -> String {
        let source: String? = try first(
            """
            SELECT source FROM run_plans JOIN workflow_sources ON digest = workflow_source WHERE run = ?
            """, [run.rawValue]
        ) { try $0.value("source") }
        guard let source else { throw StoreError(.notFound, "there is no run \(run)") }
        return source
    }

    /// The workflows that the run's workflows call, as they were at its commit.
    public func callees(of run: RunID) throws -> [RunCallee] {
        try all(
            """
            SELECT callee, path, digest, source FROM run_callees
            JOIN workflow_sources ON digest = workflow_source WHERE run = ? ORDER BY callee
            """, [run.rawValue]
        ) { row in
            RunCallee(
                name: try row.value("callee"), path: try row.value("path"), digest: try row.value("digest"),
                source: try row.value("source"))
        }
    }

    /// Runs that are not over, the oldest first.
    public func openRuns() throws -> [RunID] {
        try all("SELECT id FROM runs INDEXED BY runs_open WHERE state <> 'completed' ORDER BY id") { try $0.id("id") }
    }

    /// How many runs are in each state, except `completed`, which nobody can count quickly.
    public func runCounts() throws -> [RunState: Int] {
        let counts: [(RunState, Int)] = try all(
            """
            SELECT state, count(*) AS number FROM runs INDEXED BY runs_by_state WHERE state <> 'completed'
            GROUP BY state
            """
        ) { (try $0.choice("state"), try $0.value("number")) }
        return Dictionary(counts) { $1 }
    }
}

extension RunRecord {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"), number: try row.value("number"), repository: try row.id("repository"),
            workflowPath: try row.value("workflow_path"), workflowName: try row.value("workflow_name"),
            name: try row.value("name"), event: try row.id("event"), ref: try row.ref("ref"), sha: try row.sha("sha"),
            state: try row.choice("state"), conclusion: try row.optionalChoice("conclusion"),
            attempt: try row.value("attempt"), seed: try row.value("seed"), diagnostics: try row.json("diagnostics"),
            reason: try row.optional("reason"), cancelRequestedAt: try row.optionalTime("cancel_requested_at"),
            createdAt: try row.time("created_at"), startedAt: try row.optionalTime("started_at"),
            finishedAt: try row.optionalTime("finished_at"), concurrencyGroup: try row.optional("concurrency_group"))
    }
}
