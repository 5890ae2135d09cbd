import ArgumentParser

struct RunsCancel: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End a run; steps with always() still run.",
        discussion: "Example: anneal runs cancel 12")

    @Argument(help: "The run's number.")
    var run: RecordNumber

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let id = try run.number(of: .run)
        let after = try Answer<Run>(try await client.post("/runs/\(id)/cancel"))
        context.output.line(
            after.isOver ? "run \(id) is over" : "run \(id) is being cancelled: anneal runs logs \(id) -f")
    }
}
