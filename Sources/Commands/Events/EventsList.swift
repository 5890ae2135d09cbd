import ArgumentParser

struct EventsList: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List events, newest first.",
        discussion: "Example: anneal events list --limit 5 --json")

    @OptionGroup var list: ListOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let events = try await client.list(
            Event.self, "/events", query: [("repository", list.repository)], limit: list.limit)
        OutputRendering.render(events, as: format.format, empty: "no such events")
    }
}
