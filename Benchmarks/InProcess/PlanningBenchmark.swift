import Core
import Engine
import Executors
import Foundation
import Logging
import Planning
import Store

/// A push that has been fetched, planned over and over: workflow files read at its commit, changed paths, plan.
struct PlanningBenchmark {
    struct Answer: Encodable {
        var milliseconds: [Double]
        var matched: Int
        var jobs: Int
    }

    var url: String
    var data: String
    var before: String
    var after: String

    func run(rounds: Int) async throws -> Answer {
        var logger = Logger(label: "planning")
        logger.logLevel = .error
        let engine = try await Engine(
            configuration: EngineConfiguration(
                data: DataDirectory(data), concurrency: 1, executable: "/bin/false", publicURL: "http://localhost"),
            executor: DummyExecutor(), logger: logger)
        let repository = try await engine.addRepository(
            NewRepository(
                name: "weather", url: url, forge: "git", webhookSecret: nil, credential: nil,
                workflowsDirectory: ".anneal/workflows"))
        let event = Event(
            kind: .push, repository: repository.id, source: .request, ref: .branch("main"), before: CommitSHA(before),
            after: CommitSHA(after), actor: "ada", payload: .emptyObject, receivedAt: .now())
        let clock = ContinuousClock()
        var answer = Answer(milliseconds: [], matched: 0, jobs: 0)
        for _ in 0..<rounds {
            let begin = clock.now
            let plan = try await engine.preview(event)
            answer.milliseconds.append((clock.now - begin).inMilliseconds)
            answer.matched = plan.runs.count
            answer.jobs = plan.runs.reduce(0) { $0 + $1.jobs.count }
        }
        return answer
    }
}
