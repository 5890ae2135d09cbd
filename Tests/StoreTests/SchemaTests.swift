import Core
import GRDB
import JobProtocol
import Store
import Testing

@Suite struct SchemaTests {
    /// Each of these changes one thing of a right row; the schema refuses it, whoever asks.
    @Test(arguments: [
        "UPDATE repositories SET name = '../x'",
        "UPDATE repositories SET url = ''",
        "INSERT INTO refs VALUES (1, 'refs/heads/x', 'main', 0)",
        "INSERT INTO refs VALUES (9, 'refs/heads/x', '\(String(repeating: "a", count: 40))', 0)",
        "UPDATE events SET state = 'lost'",
        "UPDATE events SET state = 'received'",
        "UPDATE events SET decided_at = NULL",
        "UPDATE events SET state = 'failed', decided_at = NULL",
        "UPDATE events SET source = 'delivery'",
        "UPDATE events SET source_id = 4",
        "UPDATE events SET payload = '{'",
        "UPDATE events SET after_sha = 'HEAD'",
        "UPDATE events SET attempts = -1",
        "UPDATE deliveries SET verdict = 'maybe'",
        "UPDATE deliveries SET verdict = 'ignored', event = 1",
        "UPDATE deliveries SET event = 99",
        "UPDATE events SET payload = NULL",
        "UPDATE deliveries SET headers = 'x'",
        "UPDATE decisions SET verdict = 'maybe'",
        "UPDATE decisions SET line = 1",
        "UPDATE decisions SET workflow = NULL",
        "UPDATE runs SET state = 'done'",
        "UPDATE runs SET state = 'completed'",
        "UPDATE runs SET state = 'completed', conclusion = 'success'",
        "UPDATE runs SET state = 'completed', finished_at = 1",
        "UPDATE runs SET state = 'completed', finished_at = 1, conclusion = 'fine'",
        "UPDATE runs SET conclusion = 'success'",
        "UPDATE runs SET finished_at = 1",
        "UPDATE runs SET state = 'running', started_at = NULL",
        "UPDATE runs SET seed = -1",
        "UPDATE runs SET seed = 4294967296",
        "UPDATE runs SET number = 0",
        "UPDATE runs SET attempt = 0",
        "UPDATE runs SET event = 99",
        "UPDATE runs SET diagnostics = '{}'",
        "UPDATE run_plans SET plan = 'x'",
        "UPDATE jobs SET state = 'paused'",
        "UPDATE jobs SET state = 'completed'",
        "UPDATE jobs SET state = 'completed', conclusion = 'success'",
        "UPDATE jobs SET state = 'completed', finished_at = 1",
        "UPDATE jobs SET conclusion = 'success'",
        "UPDATE jobs SET finished_at = 1",
        "UPDATE jobs SET attempt = 0",
        "UPDATE jobs SET state = 'ready', ready_at = NULL",
        "UPDATE jobs SET state = 'blocked', started_at = 1",
        "UPDATE jobs SET retries = -1",
        "UPDATE jobs SET is_template = 2",
        "UPDATE jobs SET outputs = '[]'",
        "UPDATE jobs SET outputs = '{'",
        "UPDATE jobs SET trace = '{'",
        "UPDATE attempts SET host = '{'",
        "UPDATE attempts SET deployment = '{'",
        "UPDATE jobs SET planned = ''",
        "UPDATE jobs SET ready_at = 'yesterday'",
        "UPDATE jobs SET run = 99",
        "UPDATE attempts SET conclusion = 'success'",
        "UPDATE attempts SET finished_at = 1",
        "UPDATE attempts SET sequence = -1",
        "UPDATE attempts SET number = 0",
        "UPDATE steps SET finished_at = 1",
        "UPDATE steps SET conclusion = 'success', finished_at = 1",
        "UPDATE steps SET attempt = 2",
        "UPDATE annotations SET level = 'fatal'",
        "UPDATE passes SET commit_sha = 'abc'",
        "UPDATE passes SET run = 99"
    ])
    func `nonsense is refused`(sql: String) async throws {
        let test = try TestStore()
        try await fill(test)
        let error = #expect(throws: DatabaseError.self) { try test.sql(sql) }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT, "\(String(describing: error))")
    }

    @Test func `there is a row of each kind to make nonsense of`() async throws {
        let test = try TestStore()
        try await fill(test)
        for table in [
            "repositories", "events", "deliveries", "decisions", "runs", "jobs", "attempts", "steps", "annotations",
            "passes", "run_plans"
        ] {
            #expect(try test.count(table) > 0, "\(table)")
        }
    }

    private func fill(_ test: TestStore) async throws {
        let job = try await test.addClaimedJob()
        _ = try await test.store.write { try $0.insertDeliveries([Make.delivery("d")]) }
        try await test.store.write { writer in
            _ = try writer.record(facts: Array(FactTests.journal.prefix(3)), job: job.id, attempt: 1, offset: 1)
            guard let run = try writer.run(job.run), let commit = sha("a") else { return }
            try writer.recordPass(
                .init(
                    repository: run.repository, workflowPath: run.workflowPath, jobKey: job.key,
                    definition: job.definition, ref: .branch("main"), commit: commit, run: run.id, number: 1, at: start)
            )
        }
    }
}
