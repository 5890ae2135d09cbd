import Core
import Engine
import JobProtocol
import Store
import Testing

@Suite(.timeLimit(.minutes(2))) struct ForkTests {
    /// A repository with a branch `topic`, which pull requests bring, and a server with a secret.
    private struct Scene {
        let recorder = SecretRecorder()
        let test: TestEngine
        let repository: TestRepository
        let head: CommitSHA

        init(
            _ workflows: [String: String], configure: @escaping (inout EngineConfiguration) -> Void = { _ in }
        ) async throws {
            test = try await TestEngine(executor: recorder) { configuration in
                configuration.secrets = ["DEPLOY_KEY": Secret("of the server")]
                configure(&configuration)
            }
            repository = try await test.repository(workflows: workflows)
            try repository.git.git("checkout", "-q", "-b", "topic")
            head = try repository.git.commit(["model.py": "x = 1"])
            try repository.git.git("checkout", "-q", "main")
        }

        /// What the forge sends when somebody wants `topic` merged.
        func request(_ kind: String = "pull_request", from repository: Value, flow: Int = 0, name: String = "1")
            async throws -> EventID
        {
            let body: Value = [
                "action": kind == "pull_request" ? "opened" : "submitted", "number": 7,
                "pull_request": [
                    "number": 7, "title": "Better", "user": ["login": "eve"], "flow": .number(Double(flow)),
                    "head": ["ref": "topic", "sha": .string(head.hex), "repo": repository],
                    "base": ["ref": "main", "repo": ["full_name": "acme/weather"]]
                ],
                "review": ["state": "approved"],
                "repository": ["name": "weather", "full_name": "acme/weather"], "sender": ["login": "eve"]
            ]
            let answer = await test.deliver(Webhook.signed(kind, name: name, body: Array(body.json().utf8)))
            #expect(answer.status == 202, "\(answer)")
            let event = try await test.wait { reader in
                try reader.events(limit: 10).first { $0.event.kind.rawValue == kind && $0.state == .decided }?.id
            }
            let decisions = try await test.decided(event)
            #expect(decisions.contains { $0.run != nil }, "\(decisions.map(\.decision.reason))")
            return event
        }

        /// The secrets of the event's one run, by the keys of its jobs.
        func secrets(_ event: EventID) async throws -> [String: [String: String]] {
            secrets(of: try await test.finished(event))
        }

        func secrets(of run: FinishedRun) -> [String: [String: String]] {
            run.jobs.reduce(into: [:]) { all, job in
                all[job.key] = recorder.secrets[job.id]?.filter { $0.key != "GITHUB_TOKEN" }
            }
        }
    }

    private static let fork: Value = ["full_name": "eve/weather"]
    private static let own: Value = ["full_name": "acme/weather"]
    private static let jobs = "jobs: {test: {runs-on: local, steps: [{run: make}]}}\n"
    private static let sentence = "secrets are not handed to a pull request from a fork"

    @Test(arguments: ["pull_request", "pull_request_review"])
    func `a pull request from a fork gets none of the server's secrets, and the run says so`(kind: String) async throws
    {
        let scene = try await Scene(["ci.yml": "on: \(kind)\n" + Self.jobs])
        let event = try await scene.request(kind, from: Self.fork)
        #expect(try await scene.secrets(event) == ["test": [:]])
        #expect(scene.recorder.tokens.count == 1, "its own token it has")
        let reason = try await scene.test.decided(event).first?.decision.reason
        #expect(reason?.hasSuffix("; " + Self.sentence) == true, "\(reason ?? "")")
        try await scene.test.stop()
    }

    @Test func `a pull request from the repository itself gets them`() async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs])
        let event = try await scene.request(from: Self.own)
        #expect(try await scene.secrets(event) == ["test": ["DEPLOY_KEY": "of the server"]])
        #expect(try await scene.test.decided(event).first?.decision.reason.contains("secrets") == false)
        try await scene.test.stop()
    }

    @Test(arguments: [Value.null, ["full_name": ""], [:]])
    func `a head whose repository is gone or not told counts as a fork`(repository: Value) async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs])
        #expect(try await scene.secrets(try await scene.request(from: repository)) == ["test": [:]])
        try await scene.test.stop()
    }

    @Test func `what was pushed for review without the right to push counts as a fork`() async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs])
        #expect(try await scene.secrets(try await scene.request(from: Self.own, flow: 1)) == ["test": [:]])
        try await scene.test.stop()
    }

    @Test func `pull_request_target runs the base's code, with its secrets`() async throws {
        let scene = try await Scene([
            "ci.yml": "on: pull_request\n" + Self.jobs, "target.yml": "on: pull_request_target\n" + Self.jobs
        ])
        _ = try await scene.request(from: Self.fork)
        let event = try await scene.test.wait { reader in
            try reader.events(limit: 10).first { $0.event.kind == .pullRequestTarget && $0.state == .decided }?.id
        }
        #expect(try await scene.secrets(event) == ["test": ["DEPLOY_KEY": "of the server"]])
        try await scene.test.stop()
    }

    @Test func `called workflows get no more, whether they inherit or are given by name`() async throws {
        let scene = try await Scene([
            "ci.yml": """
            on: [pull_request, push]
            jobs:
              inherits: {uses: ./.anneal/workflows/called.yml, secrets: inherit}
              given:
                uses: ./.anneal/workflows/called.yml
                secrets: {KEY: '${{ secrets.DEPLOY_KEY }}', TOKEN: '${{ secrets.GITHUB_TOKEN }}'}
            """,
            "called.yml": """
            on: {workflow_call: {secrets: {KEY: {required: false}, TOKEN: {required: false}}}}
            \(Self.jobs)
            """
        ])
        let run = try await scene.test.finished(try await scene.request(from: Self.fork))
        #expect(run.record.conclusion == .success)
        let secrets = scene.secrets(of: run)
        #expect(secrets["inherits/test"] == [:])
        let token = try #require(scene.recorder.tokens[try run.job("given/test").id])
        #expect(secrets["given/test"] == ["KEY": "", "TOKEN": token])
        let pushed = try await scene.test.finished(try await scene.test.push(scene.repository))
        #expect(scene.secrets(of: pushed)["inherits/test"] == ["DEPLOY_KEY": "of the server"])
        #expect(scene.secrets(of: pushed)["given/test"]?["KEY"] == "of the server")
        try await scene.test.stop()
    }

    @Test func `a re-run, a replay and a run after a restart stay without`() async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs])
        let event = try await scene.request(from: Self.fork)
        let run = try await scene.test.finished(event).record.id
        try await scene.test.restart()
        try await scene.test.engine.rerun(run, onlyFailed: false)
        let again = try await scene.test.finished(run)
        #expect(again.jobs.map(\.attempt) == [2])
        #expect(scene.secrets(of: again) == ["test": [:]])
        #expect(try await scene.secrets(try await scene.test.engine.replay(event)) == ["test": [:]])
        try await scene.test.stop()
    }

    @Test func `who gives secrets to one run of their own decides for themselves`() async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs]) { $0.handsSecretsToForks = true }
        let event = try await scene.request(from: Self.fork)
        #expect(try await scene.secrets(event) == ["test": ["DEPLOY_KEY": "of the server"]])
        #expect(try await scene.test.decided(event).first?.decision.reason.contains("secrets") == false)
        try await scene.test.stop()
    }

    @Test func `what a fork caches is read by no branch`() async throws {
        let scene = try await Scene(["ci.yml": "on: pull_request\n" + Self.jobs])
        let run = try await scene.test.finished(try await scene.request(from: Self.fork))
        let job = try run.job("test")
        let plan = try JobPlan(readFrom: scene.test.engine.directory(of: job.id, attempt: 1))
        // The first is written to, all are read.
        #expect(plan.storage?.cacheRefs == ["refs/pull/7/head", "refs/heads/main"])
        try await scene.test.stop()
    }

    @Test func `who listens to the run of a fork learns that it is one`() async throws {
        let scene = try await Scene([
            "ci.yml": "name: CI\non: pull_request\n" + Self.jobs,
            "after.yml": "on: {workflow_run: {workflows: [CI], types: [completed]}}\n" + Self.jobs
        ])
        let run = try await scene.test.finished(try await scene.request(from: Self.fork))
        let told = try await scene.test.wait { reader in
            try reader.events(limit: 10).first { $0.event.source == .run(run.record.id) }.flatMap {
                try reader.event($0.id)
            }
        }
        #expect(told.event.payload["workflow_run"]?["head_repository"] == Self.fork)
        try await scene.test.stop()
    }
}
