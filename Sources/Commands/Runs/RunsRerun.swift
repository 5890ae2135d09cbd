import ArgumentParser
import Core

struct RunsRerun: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun", abstract: "Run a run's jobs once more, on the same commit.",
        discussion: "Example: anneal runs rerun 12 --failed")

    @Argument(help: "The run's number.")
    var run: RecordNumber

    @Flag(help: "Only the jobs that failed, with those that need them.")
    var failed = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let id = try run.number(of: .run)
        let after = try Answer<Run>(try await client.post("/runs/\(id)/rerun", body: ["failed": .bool(failed)]))
        context.output.line("run \(id) runs again, attempt \(after.attempt): anneal runs logs \(id) -f")
    }
}
