import ArgumentParser

struct RepoRemove: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a repository with its history; its own files are not touched.",
        discussion: "Example: anneal repo remove weather --yes")

    @Argument(help: "The repository's name.")
    var name: String

    @Flag(help: "Don't ask.")
    var yes = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let path = "/repositories/" + name.percentEncoded
        if !yes {
            let found = try await client.object(Repository.self, path)
            guard let ask = context.ask else {
                throw CommandError(
                    .invalid, "removing '\(name)' deletes its runs and logs: say --yes when nobody can be asked")
            }
            let question: StyledText = "Remove \(found.name) (\(found.url)) with all its runs and logs? [y/N]"
            let answer = ask(question.text(coloured: false)) ?? ""
            guard ["y", "yes"].contains(answer.lowercased()) else {
                context.output.note("nothing was removed")
                throw ExitCode.failure
            }
        }
        try await client.delete(path)
        context.output.line("removed \(name)")
    }
}
