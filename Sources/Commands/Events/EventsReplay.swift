import ArgumentParser
import Core

struct EventsReplay: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Let the same event happen once more.",
        discussion: "Example: anneal events replay 7")

    @Argument(help: "The event's number.")
    var event: RecordNumber

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let id = try event.number(of: .event)
        let new = try Answer<EventReference>(try await client.post("/events/\(id)/replay"))
        context.output.line(
            "event \(id) again, as event \(new.event.rawValue): anneal explain event:\(new.event.rawValue)")
    }
}

/// The event that a request made.
struct EventReference: Decodable, Sendable {
    var event: EventID
}
