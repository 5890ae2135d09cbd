import ArgumentParser

struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, show and replay events.",
        discussion: "Example: anneal events list --repository weather",
        subcommands: [EventsList.self, EventsShow.self, EventsReplay.self])
}
