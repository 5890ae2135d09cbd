import ArgumentParser

struct RunsShow: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run with its jobs, steps and annotations.",
        discussion: "Example: anneal runs show 12")

    @Argument(help: "The run's number in the first column of 'anneal runs list'.")
    var run: RecordNumber

    @Flag(help: "One JSON object.")
    var json = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let id = try run.number(of: .run)
        let found = try await client.object(Run.self, "/runs/\(id)")
        let jobs = try await client.whole(Job.self, "/runs/\(id)/jobs")
        OutputRendering.render(RunDetails(run: found, jobs: jobs), as: json ? .json : .text)
    }
}
