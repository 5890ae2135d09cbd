import Core
import Engine
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct DispatchTests {
    private static let jobs = "jobs: {test: {runs-on: local, steps: [{run: make}]}}\n"
    private static let form = """
        on:
          workflow_dispatch:
            inputs:
              epochs: {type: number, default: 3}
              model: {type: choice, options: [logistic, boosted], required: true}
              publish: {type: boolean}
        \(jobs)
        """

    private static func scene() async throws -> (TestEngine, TestRepository) {
        let test = try await TestEngine()
        let repository = try await test.repository(workflows: [
            "form.yml": form, "push.yml": "on: push\n" + jobs, "again.yml": "on: {repository_dispatch: }\n" + jobs,
            "broken.yml": "on: [push, workflow_dispatch]\njobs:\n  a:\n    runs-on: local\n    setps: []\n  b: {}\n"
        ])
        return (test, repository)
    }

    /// What `dispatch` says; nothing may be stored then.
    private static func refusal(_ workflow: String, _ inputs: Value, of test: TestEngine) async throws -> EngineError {
        let error = await #expect(throws: EngineError.self) {
            try await test.engine.dispatch(
                repository: "acme/weather", workflow: workflow, ref: nil, inputs: inputs, by: .person("ada"))
        }
        #expect(try await test.read { try $0.events(limit: 1) }.isEmpty, "\(workflow) \(inputs)")
        return try #require(error)
    }

    @Test(
        arguments: [
            (["model": "boosted", "epochs": "many"], "input 'epochs' must be a number, not 'many'"),
            (["model": "boosted", "publish": "yes"], "input 'publish' must be true or false, not 'yes'"),
            (["model": "deep"], "input 'model' must be one of 'logistic', 'boosted', not 'deep'"),
            ([:], "input 'model' is required and has no default"),
            (["model": "boosted", "epcohs": "1"], "there is no input 'epcohs'; did you mean 'epochs'?"),
            (["model": "boosted", "word": "1"], "there is no input 'word'; there are 'epochs', 'model', 'publish'"),
            (
                ["epochs": "x", "publish": "x"],
                "input 'epochs' must be a number, not 'x'; input 'model' is required and has no default; "
                    + "input 'publish' must be true or false, not 'x'"
            )
        ] as [(Value, String)])
    func `inputs that will not do are refused at once, all of them`(inputs: Value, sentence: String) async throws {
        let (test, _) = try await Self.scene()
        let error = try await Self.refusal("form.yml", inputs, of: test)
        #expect(error.code == .unprocessable)
        #expect(error.message == sentence)
        try await test.stop()
    }

    @Test func `a file with errors is refused with their lines, and one that is not for it`() async throws {
        let (test, _) = try await Self.scene()
        let broken = try await Self.refusal("broken", [:], of: test)
        #expect(broken.code == .unprocessable)
        #expect(broken.message.contains("broken.yml at"))
        #expect(broken.message.contains("5:5: "))
        #expect(broken.message.contains("setps"))
        let other = try await Self.refusal("push.yml", [:], of: test)
        #expect(other.code == .unprocessable)
        #expect(other.message.hasSuffix("can't be started by hand: its 'on' has no workflow_dispatch"))
        #expect(try await Self.refusal("none.yml", [:], of: test).code == .notFound)
        try await test.stop()
    }

    @Test func `what a job asks for is one link further in the chain, which ends`() async throws {
        let (test, repository) = try await Self.scene()
        let first = try await test.engine.dispatch(
            repository: "acme/weather", type: "again", payload: [:], by: .person("ada"))
        var run = try await test.finished(first)
        for chain in 1...3 {
            let event = try await test.engine.dispatch(
                repository: "acme/weather", type: "again", payload: [:], by: .job(Self.token(of: run)))
            let record = try #require(try await test.read { try $0.event(event) })
            #expect(record.event.chain == chain)
            #expect(record.event.source == .run(run.record.id))
            #expect(record.event.actor == "github-actions[bot]")
            run = try await test.finished(event)
        }
        let last = Requester.job(Self.token(of: run))
        for ask in [
            { try await test.engine.dispatch(repository: "acme/weather", type: "again", payload: [:], by: last) },
            {
                try await test.engine.dispatch(
                    repository: "acme/weather", workflow: "form.yml", ref: nil, inputs: ["model": "boosted"], by: last)
            }
        ] as [() async throws -> EventID] {
            let error = await #expect(throws: EngineError.self) { try await ask() }
            #expect(error?.code == .unprocessable)
            #expect(error?.message.contains("end after 3 levels") == true)
        }
        #expect(try await test.read { try $0.events(limit: 100) }.count == 4)
        _ = repository
        try await test.stop()
    }

    @Test func `jobs run a run again three times at most, a person more often`() async throws {
        let (test, repository) = try await Self.scene()
        let run = try await test.finished(
            try await test.engine.dispatch(
                repository: "acme/weather", workflow: "form.yml", ref: nil, inputs: ["model": "boosted"],
                by: .person("ada")))
        let token = Self.token(of: run)
        for attempt in 2...4 {
            try await test.engine.rerun(run.record.id, onlyFailed: false, by: .job(token))
            #expect(try await test.finished(run.record.id).record.attempt == attempt)
        }
        let error = await #expect(throws: EngineError.self) {
            try await test.engine.rerun(run.record.id, onlyFailed: false, by: .job(token))
        }
        #expect(error?.code == .conflict)
        try await test.engine.rerun(run.record.id, onlyFailed: false)
        #expect(try await test.finished(run.record.id).record.attempt == 5)
        _ = repository
        try await test.stop()
    }

    private static func token(of run: FinishedRun) -> JobToken {
        JobToken(
            job: run.jobs[0].id, attempt: 1, run: run.record.id, repository: run.record.repository,
            permissions: ["contents": "write", "actions": "write"])
    }
}
