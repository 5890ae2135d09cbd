import ArgumentParser

struct RepoList: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List repositories.", discussion: "Example: anneal repo list --json")

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        OutputRendering.render(
            try await client.whole(Repository.self, "/repositories"), as: format.format,
            empty: "no repositories yet: anneal repo add NAME URL")
    }
}
