import Core
import Engine
import Integrations
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct IntakeTests {
    private static let workflow = """
        on: push
        jobs:
          test:
            runs-on: local
            steps:
              - run: make
        """

    @Test func `a delivery is an event once, however often and under whatever name it is sent`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository()
        let head = try repository.git.commit([".anneal/workflows/ci.yml": Self.workflow])
        let first = Webhook.push("acme/weather", name: "d-1", before: nil, after: head)
        #expect(await test.deliver(first).status == 202)
        #expect(await test.deliver(first) == IntakeAnswer(200, "duplicate of delivery 1"))
        let again = Webhook.push("acme/weather", name: "d-2", before: nil, after: head)
        #expect(await test.deliver(again).status == 202)
        // Deliveries are taken in order: when the third is an event, the second has been judged.
        let next = try repository.git.commit()
        #expect(
            await test.deliver(Webhook.push("acme/weather", name: "d-3", before: head, after: next)).status == 202)
        let deliveries = try await test.wait { reader in
            let all = try reader.deliveries(limit: 10)
            return all.allSatisfy { $0.verdict != .accepted || $0.event != nil } && all.count == 3 ? all : nil
        }
        #expect(deliveries.map(\.verdict) == [.accepted, .duplicate, .accepted])
        #expect(try await test.read { try $0.events(limit: 10) }.count == 2)
        try await test.stop()
    }

    @Test func `nothing of a delivery with a wrong signature is kept`() async throws {
        let test = try await TestEngine()
        _ = try await test.repository()
        let forged = Webhook.signed("push", name: "d-1", body: Array("{}".utf8), secret: "a guess")
        #expect(await test.deliver(forged).status == 401)
        #expect(try await test.read { try $0.deliveries(limit: 10) }.isEmpty)
        try await test.stop()
    }

    @Test func `what a webhook told of the watcher does not tell again, and the other way round`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository()
        let one = try repository.git.commit([".anneal/workflows/ci.yml": Self.workflow], message: "one")
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-1", before: nil, after: one)).status == 202)
        try await Self.events(1, in: test)
        #expect(try await test.engine.reconcile(repository.record) == 0)

        let two = try repository.git.commit(message: "two")
        #expect(try await test.engine.reconcile(repository.record) == 1)
        // Decided while its commit is still to be had.
        try await Self.events(2, in: test)
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-2", before: one, after: two)).status == 202)

        try repository.git.git("reset", "-q", "--hard", one.hex)
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-3", before: two, after: one)).status == 202)
        try await Self.events(3, in: test)
        #expect(try await test.engine.reconcile(repository.record) == 0)

        try repository.git.git("reset", "-q", "--hard", two.hex)
        #expect(try await test.engine.reconcile(repository.record) == 1)
        // A redelivery of the second push, which looks just like the fourth: both are known.
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-4", before: one, after: two)).status == 202)
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-3", before: two, after: one)).status == 200)

        let ref = try repository.git.commit(message: "the last")
        #expect(await test.deliver(Webhook.push("acme/weather", name: "d-5", before: two, after: ref)).status == 202)
        try await Self.events(5, in: test)
        let events = try await test.read { try $0.events(limit: 10) }
        #expect(events.map(\.event.after) == [ref, two, one, two, one])
        try await test.stop()
    }

    /// Returns when so many events are decided.
    private static func events(_ count: Int, in test: TestEngine) async throws {
        _ = try await test.wait { reader -> Bool? in
            let events = try reader.events(limit: 100)
            return events.count == count && events.allSatisfy { $0.state == .decided } ? true : nil
        }
    }

    @Test func `a burst of pushes is answered and decided, each once and in the order it came`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: ["ci.yml": Self.workflow])
        var before: CommitSHA?
        var pushes: [Delivery] = []
        for number in 0..<40 {
            let after = try repository.git.commit(message: "\(number)")
            pushes.append(Webhook.push("acme/weather", name: "d-\(number)", before: before, after: after))
            before = after
        }
        // Whoever decides steps back while many come in, for as long as the clock says.
        let clock = Task { [time = test.time] in
            while !Task.isCancelled {
                await time.someoneSleeps(atLeast: .milliseconds(1), atMost: .milliseconds(100))
                time.advance(by: .milliseconds(50))
                await Task.yield()
            }
        }
        defer { clock.cancel() }
        let statuses = await withTaskGroup(of: Int.self) { group in
            for push in pushes {
                group.addTask { [intake = test.engine.intake] in await intake.receive(push, from: .github).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 202, count: pushes.count))
        try await Self.events(pushes.count, in: test)
        let events = try await test.read { try $0.events(limit: 100) }
        let runs = try await test.read { try $0.runs(RunFilter(), limit: 100) }
        #expect(runs.map(\.event) == events.map(\.id), "runs begin in the order of their events")
        try await test.stop()
    }

    @Test func `a replay is the same event once more`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: ["ci.yml": Self.workflow])
        let event = try await test.push(repository)
        let first = try await test.finished(event)
        let replay = try await test.engine.replay(event)
        let second = try await test.finished(replay)
        #expect(second.record.number == first.record.number + 1)
        #expect(second.record.sha == first.record.sha)
        let record = try await test.read { try $0.event(replay) }
        #expect(record?.event.source == .replay(event))
        try await test.stop()
    }
}
