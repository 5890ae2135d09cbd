import ArgumentParser
import Commands
import Core
import Engine
import Foundation
import Glibc
import Store

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run workflows of the working tree, uncommitted changes included, without a server.",
        discussion: """
            The same engine as the server's decides and runs. Exit code 0: success, 1: failed or cancelled, 2: could not \
            run, and then nothing runs, now or later.

            Ctrl-C, SIGTERM and SIGHUP cancel the run: its always() steps still run, for five minutes at most unless the job \
            says otherwise. What a killed 'anneal run' left is ended by the next 'anneal run' or 'anneal plan', which says \
            so. Workflows that listen to workflow_run are not started by it.

            github.repository is that of the remote 'origin' when a forge has it, else local/FOLDER.

            What passed is remembered, so jobs with 'paths:' are skipped when nothing of theirs changed.

            --replay lets a run of a server happen once more, here: the same event, commit, inputs and seed, from the \
            commits of this repository, and says what came out differently. Secrets are those of --secret.

            Example: anneal run ci --job unit
            """)

    @Argument(help: "A workflow: its file's name, with or without .yml. All that a push would start when absent.")
    var workflow: String?

    @Option(
        help: ArgumentHelp(
            "push or workflow_dispatch (default: push, or workflow_dispatch with --input).", valueName: "kind"))
    var event: String?

    @Option(help: ArgumentHelp("A JSON file used as github.event.", valueName: "file"))
    var eventFile: String?

    @Option(help: ArgumentHelp("Only this job, with the jobs it needs.", valueName: "id"))
    var job: String?

    @Option(help: ArgumentHelp("An input of workflow_dispatch; may be repeated.", valueName: "name=value"))
    var input: [String] = []

    @Option(
        help: ArgumentHelp(
            "A value of the secrets context; may be repeated. NAME alone reads the environment.",
            valueName: "name=value"))
    var secret: [String] = []

    @Option(help: ArgumentHelp("A run of a server to run again here, by its number.", valueName: "run"))
    var replay: Int64?

    @Option(help: ArgumentHelp("The folder with workflow files (default: .anneal/workflows).", valueName: "dir"))
    var workflows: String?

    @Option(help: ArgumentHelp("process, or dummy to try things out without running anything.", valueName: "kind"))
    var executor: String = "process"

    @OptionGroup var sources: SourcesOptions

    @Flag(help: "One JSON object a line: decisions, states of jobs, logs, annotations, steps, and the runs at the end.")
    var json = false

    @Option(name: [.customShort("C"), .long], help: ArgumentHelp("The working tree (default: here).", valueName: "dir"))
    var directory: String = "."

    @OptionGroup(title: "Server of --replay") var server: ServerOptions

    func validate() throws {
        let others = workflow != nil || event != nil || eventFile != nil || !input.isEmpty || workflows != nil
        if replay != nil, others {
            throw ValidationError("--replay takes workflow, event and inputs from the run: leave them out")
        }
    }

    func run() async throws {
        if let replay { throw ExitCode(try await runAgain(replay)) }
        let request = try LocalRequest(
            workflow: workflow, kind: event, eventFile: eventFile, inputs: input, workflows: workflows)
        let repository = try LocalRepository(containing: directory)
        guard let kind = Settings.ExecutorKind(rawValue: executor) else {
            throw Failure.couldNotRun("--executor takes process or dummy, not '\(executor)'")
        }
        let secrets = try parsedSecrets()
        let view = RunViews.make(json: json)
        let code = try await LocalEngine.with(
            repository.data, secrets: secrets, job: job, sources: try sources.parsed(), executor: kind
        ) { engine in
            do {
                let event = try await repository.prepare(engine, request: request)
                return try await LocalRun(engine: engine, view: view).run(event, expectsJob: job).code
            } catch let error as any Error & CustomStringConvertible {
                throw Failure.couldNotRun(error.description)
            }
        }
        throw ExitCode(code)
    }

    /// - Returns: the exit code.
    private func runAgain(_ number: Int64) async throws -> Int32 {
        let repository = try LocalRepository(containing: directory)
        guard let kind = Settings.ExecutorKind(rawValue: executor) else {
            throw Failure.couldNotRun("--executor takes process or dummy, not '\(executor)'")
        }
        let secrets = try parsedSecrets()
        let view = RunViews.make(json: json)
        let asJSON = json
        let sources = try sources.parsed()
        do {
            let original = try await RecordedRun.fetch(number, from: server)
            return try await LocalEngine.with(
                repository.data, secrets: secrets, job: job, seed: original.seed, sources: sources, executor: kind
            ) { engine in
                try await Replay(original: original, repository: repository, engine: engine)
                    .run(view: view, json: asJSON, job: job)
            }
        } catch let code as ExitCode {
            throw code
        } catch let error as any Error & CustomStringConvertible {
            throw Failure.couldNotRun(error.description)
        }
    }

    private func parsedSecrets() throws -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        for text in secret {
            if let equals = text.firstIndex(of: "=") {
                secrets[String(text[..<equals])] = Secret(String(text[text.index(after: equals)...]))
            } else if let value = ProcessInfo.processInfo.environment[text] {
                secrets[text] = Secret(value)
            } else {
                throw Failure.couldNotRun("--secret \(text): there is no environment variable of that name")
            }
        }
        return secrets
    }
}
