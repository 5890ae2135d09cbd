import Core
import Store
import Testing

@Suite struct TokenTests {
    private static let digest = String(repeating: "a", count: 64)

    @Test func `a token speaks for its job as long as the attempt runs`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        try await test.store.write {
            try $0.insertJobToken(
                digest: Self.digest, job: job.id, attempt: 1, permissions: ["actions": "read"], at: start)
        }
        let token = try #require(try await test.store.read { try $0.jobToken(digest: Self.digest) })
        #expect(token.job == job.id)
        #expect(token.run == job.run)
        #expect(token.repository == RepositoryID(1))
        #expect(token.permissions == ["actions": "read"])
        let other = String(repeating: "b", count: 64)
        #expect(try await test.store.read { try $0.jobToken(digest: other) } == nil)
        try await test.store.write {
            try $0.endAttempt(job: job.id, attempt: 1, conclusion: .lost, reason: nil, at: start)
        }
        #expect(try await test.store.read { try $0.jobToken(digest: Self.digest) } == nil)
        #expect(try test.count("job_tokens") == 0)
    }

    @Test func `the journal's last fact ends the token, too`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        try await test.store.write { writer in
            try writer.insertJobToken(digest: Self.digest, job: job.id, attempt: 1, permissions: [:], at: start)
            _ = try writer.record(facts: FactTests.journal, job: job.id, attempt: 1, offset: 1)
        }
        #expect(try test.count("job_tokens") == 0)
    }

    @Test func `a job that is over has no token, even one that was left`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        try await test.store.write { writer in
            try writer.insertJobToken(digest: Self.digest, job: job.id, attempt: 1, permissions: [:], at: start)
            try writer.save(Make.update(job, .completed, .success))
        }
        #expect(try await test.store.read { try $0.jobToken(digest: Self.digest) } == nil)
    }
}
