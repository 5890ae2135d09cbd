import ArgumentParser
import Core

struct RunsLogs: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Print what a run's jobs wrote.",
        discussion: """
            With -f it goes on until the run is over, and the exit code is the run's: 0 for success, warning and skipped, else 1.
            A log is printed as it is, colours and all.

            Example: anneal runs logs 12 --job unit -f
            """)

    @Argument(help: "The run's number.")
    var run: RecordNumber

    @Option(help: ArgumentHelp("Only this job, by its name or key.", valueName: "name"))
    var job: String?

    @Flag(name: [.short, .long], help: "Follow until the run is over.")
    var follow = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let id = RunID(try run.number(of: .run))
        let jobs = try await client.whole(Job.self, "/runs/\(id)/jobs").map(\.model).filter(isWanted)
        if let job, jobs.isEmpty {
            throw CommandError(.notFound, "run \(id) has no job '\(job)': see anneal runs show \(id)")
        }
        if follow {
            let after = try await RunFollower(client: client, run: id, isWanted: isWanted).follow(context)
            guard after.isGood else { throw ExitCode.failure }
            return
        }
        let started = jobs.filter { $0.attempt > 0 }
        for one in started {
            if started.count > 1 { context.output.line("\("==> \(one.name) <==", .bold)") }
            try await LogReader(client: client, job: one.id).copy(to: context.output)
        }
        if started.isEmpty { context.output.note("no job of run \(id.rawValue) has written anything") }
    }

    private var isWanted: @Sendable (Job) -> Bool {
        { [job] candidate in job.map { candidate.key == $0 || candidate.name == $0 } ?? true }
    }
}
