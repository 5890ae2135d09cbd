import Core
import JobProtocol
import Store
import Testing

@Suite struct FactTests {
    static let facts: [JobFact.What] = [
        .started(pid: 7, host: Make.host),
        .stepStarted(index: 0, name: "Run pytest"),
        .annotation(Annotation(level: .warning, message: "slow", title: "t", file: "a.py", line: 3, step: 0)),
        .stepFinished(StepResult(index: 0, outcome: .failure, conclusion: .success, exitCode: 3)),
        .stepFinished(StepResult(index: 1, outcome: .skipped, conclusion: .skipped, reason: "if is false")),
        .stepStarted(index: 2, name: "Upload"),
        .stepsFinished,
        .deployment(Deployment(name: "staging", url: "https://a.example")),
        .finished(conclusion: .failure, outputs: [:], reason: "step 0 failed", exitCode: 3)
    ]

    static let journal = facts.enumerated().map { offset, what in
        JobFact(sequence: offset + 1, at: start + .seconds(offset), what: what)
    }

    @Test(arguments: 1...9)
    func `a journal read in any pieces, some of them twice, gives the same rows`(size: Int) async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        var new: [Int] = []
        for end in stride(from: size, to: Self.journal.count + size, by: size) {
            let piece = Array(Self.journal.prefix(end).suffix(size * 2))
            new += try await test.store.write { writer in
                try writer.record(facts: piece, job: job.id, attempt: 1, offset: Int64(end * 100))
            }.map(\.sequence)
        }
        #expect(new == Array(1...9))
        let (attempt, steps, annotations) = try await test.store.read { reader throws in
            (
                try #require(try reader.attempt(1, of: job.id)), try reader.steps(job: job.id, attempt: 1),
                try reader.annotations(job: job.id, attempt: 1)
            )
        }
        #expect(attempt.sequence == 9)
        #expect(attempt.journalOffset >= 900)
        #expect(attempt.host == Make.host)
        #expect(attempt.deployment == Deployment(name: "staging", url: "https://a.example"))
        #expect(attempt.startedAt == start)
        #expect(attempt.conclusion == .failure)
        #expect(attempt.reason == "step 0 failed")
        #expect(attempt.exitCode == 3)
        #expect(attempt.finishedAt == start + .seconds(8))
        #expect(steps.map(\.name) == ["Run pytest", "", "Upload"])
        #expect(steps.map(\.outcome) == [.failure, .skipped, .lost], "a step that never ended is lost")
        #expect(steps.map(\.conclusion) == [.success, .skipped, .lost])
        #expect(steps[0].exitCode == 3)
        #expect(steps[0].startedAt == start + .seconds(1))
        #expect(steps[0].finishedAt == start + .seconds(3))
        #expect(steps[1].reason == "if is false")
        #expect(annotations.map(\.sequence) == [3])
        #expect(Self.journal[2].what == .annotation(annotations[0].annotation))
    }

    @Test func `a gap in a journal is an error and changes nothing`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { writer in
                _ = try writer.record(facts: [Self.journal[0], Self.journal[2]], job: job.id, attempt: 1, offset: 9)
            }
        }
        #expect(error?.code == .conflict)
        #expect(try await test.store.read { try $0.attempt(1, of: job.id) }?.sequence == 0)
    }

    @Test func `facts of an attempt that is not there are refused`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { _ = try $0.record(facts: Self.journal, job: job.id, attempt: 2, offset: 9) }
        }
        #expect(error?.code == .notFound)
    }

    @Test func `the conclusion of an attempt is never changed`() async throws {
        let test = try TestStore()
        let job = try await test.addClaimedJob()
        try await test.store.write { writer in
            for fact in Self.journal.prefix(2) {
                _ = try writer.record(facts: [fact], job: job.id, attempt: 1, offset: 1)
            }
            try writer.endAttempt(job: job.id, attempt: 1, conclusion: .lost, reason: "died", at: start)
            _ = try writer.record(facts: Self.journal, job: job.id, attempt: 1, offset: 2)
        }
        let attempt = try #require(try await test.store.read { try $0.attempt(1, of: job.id) })
        #expect(attempt.conclusion == .lost)
        #expect(attempt.reason == "died")
        let error = await #expect(throws: StoreError.self) {
            try await test.store.write { writer in
                try writer.endAttempt(job: job.id, attempt: 5, conclusion: .lost, reason: nil, at: start)
            }
        }
        #expect(error?.code == .notFound)
    }
}
