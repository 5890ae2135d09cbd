import Core
import Store
import Testing

@Suite struct AbandonTests {
    private let diagnostic = Diagnostic(
        rule: "unreadable-run", "the stored workflow can no longer be read", file: "ci.yml", at: .start)

    @Test func `a run that is abandoned is over with all that is open of it, and its group goes to the next`()
        async throws
    {
        let test = try TestStore()
        let repository = try await test.addRepository()
        var new = Make.run(repository, jobs: [Make.job("a", .ready), Make.job("b")])
        new.claim = GroupClaim(group: "deploy", cancelsInProgress: false, queue: .single)
        let run = try await test.addRun(repository, new)
        let next = try await test.addRun(repository, new)
        let claimed = try #require(try await test.store.write { try $0.claimReady(limit: 1, at: start) }.first)
        let digest = String(repeating: "0", count: 64)
        try await test.store.write {
            try $0.insertJobToken(digest: digest, job: claimed.id, attempt: 1, permissions: [:], at: start)
        }
        let now = start + .seconds(9)

        let admitted = try await test.store.write { try $0.abandonRun(run, because: diagnostic, at: now) }

        #expect(admitted.map(\.member) == [.run(next)])
        let record = try #require(try await test.store.read { try $0.run(run) })
        #expect((record.state, record.conclusion, record.finishedAt) == (.completed, .failure, now))
        #expect(record.reason == diagnostic.message)
        #expect(record.diagnostics.last == diagnostic && record.diagnostics.count == new.diagnostics.count + 1)
        let jobs = try await test.store.read { try $0.jobs(of: run) }
        #expect(jobs.map(\.conclusion) == [.setupFailure, .setupFailure])
        #expect(jobs.map(\.reason) == [diagnostic.message, diagnostic.message])
        let attempt = try await test.store.read { try $0.attempt(1, of: claimed.id) }
        #expect(attempt?.conclusion == .setupFailure && attempt?.finishedAt == now)
        #expect(try test.count("job_tokens") == 0)
        #expect(try await test.store.read { try $0.openRuns() } == [next])
    }

    @Test func `what was over before stays as it was`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let run = try await test.addRun(repository, jobs: [Make.job("a", .ready), Make.job("b")])
        let job = try #require(try await test.store.write { try $0.claimReady(limit: 1, at: start) }.first)
        try await test.store.write { writer in
            try writer.endAttempt(job: job.id, attempt: 1, conclusion: .success, reason: nil, at: start)
            try writer.save(Make.update(job, .completed, .success))
        }
        #expect(try await test.store.write { try $0.abandonRun(run, because: diagnostic, at: start) }.isEmpty)
        #expect(try await test.store.read { try $0.jobs(of: run) }.map(\.conclusion) == [.success, .setupFailure])
        #expect(try await test.store.read { try $0.attempt(1, of: job.id) }?.conclusion == .success)
    }
}
