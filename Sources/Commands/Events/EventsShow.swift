import ArgumentParser

struct EventsShow: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an event with what each workflow did with it.",
        discussion: "Example: anneal events show 7")

    @Argument(help: "The event's number in the first column of 'anneal events list'.")
    var event: RecordNumber

    @Flag(help: "One JSON object.")
    var json = false

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let details = try await EventDetails.fetch(try event.number(of: .event), client)
        OutputRendering.render(details, as: json ? .json : .text)
    }
}
