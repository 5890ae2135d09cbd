import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct WorkflowRunTests {
    private static let job = "jobs: {test: {runs-on: local, steps: [{run: make}]}}\n"

    private static func listener(_ name: String, to other: String, types: String = "[completed]") -> String {
        "name: \(name)\non: {workflow_run: {workflows: [\(other)], types: \(types)}}\n" + job
    }

    @Test func `a run that is asked for, begins and ends is an event each time`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "ci.yml": "name: CI\non: push\n" + Self.job,
            "listen.yml": Self.listener("Listen", to: "CI", types: "[requested, in_progress, completed]")
        ])
        let push = try await test.finished(try await test.push(repository))
        let events = try await test.wait { reader in
            let events = try reader.events(limit: 100).filter {
                $0.event.source == .run(push.record.id) && $0.state == .decided
            }
            return events.count == 3 ? try events.reversed().compactMap { try reader.event($0.id) } : nil
        }
        #expect(events.map { $0.event.payload["action"]?.string } == ["requested", "in_progress", "completed"])
        #expect(events.allSatisfy { $0.event.kind == .workflowRun && $0.event.chain == 1 })
        #expect(events.allSatisfy { $0.event.ref == .branch("main") })
        let run = try #require(events.last?.event.payload["workflow_run"])
        #expect(run["conclusion"] == "success")
        #expect(run["status"] == "completed")
        #expect(run["name"] == "CI")
        #expect(run["event"] == "push")
        #expect(run["head_branch"] == "main")
        #expect(run["head_sha"]?.string == push.record.sha?.hex)
        #expect(run["id"]?.number == Double(push.record.id.rawValue))
        #expect(events.last?.event.payload["workflow"]?["name"] == "CI")
        for event in events { #expect(try await test.finished(event.id).record.workflowName == "Listen") }
        try await test.stop()
    }

    @Test func `nobody who listens, no event`() async throws {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: ["ci.yml": "name: CI\non: push\n" + Self.job])
        let push = try await test.push(repository)
        _ = try await test.finished(push)
        #expect(try await test.read { try $0.events(limit: 10) }.map(\.id) == [push])
        try await test.stop()
    }

    @Test func `a chain ends after three levels, visibly`() async throws {
        let test = try await TestEngine()
        let names = ["A", "B", "C", "D", "E"]
        var workflows = ["a.yml": "name: A\non: push\n" + Self.job]
        for (before, name) in zip(names, names.dropFirst()) {
            workflows["\(name.lowercased()).yml"] = Self.listener(name, to: before)
        }
        let repository = try await test.repository(workflows: workflows)
        _ = try await test.finished(try await test.push(repository))
        let last = try await test.wait { reader in
            try reader.events(limit: 100).first { $0.event.chain == 4 && $0.state == .decided }
        }
        let decision = try #require(try await test.decided(last.id).first)
        #expect(decision.decision.verdict == .refused)
        #expect(decision.decision.reason.contains("after 3 levels"))
        let runs = try await test.read { try $0.runs(limit: 100) }
        #expect(runs.map(\.workflowName) == ["D", "C", "B", "A"])
        try await test.stop()
    }
}
