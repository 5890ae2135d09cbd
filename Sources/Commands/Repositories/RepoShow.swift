import ArgumentParser

struct RepoShow: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one repository.", discussion: "Example: anneal repo show weather")

    @Argument(help: "The repository's name.")
    var name: String

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let found = try await client.object(Repository.self, "/repositories/" + name.percentEncoded)
        OutputRendering.render(RepositoryDetails(answer: found), as: format.format)
    }
}
