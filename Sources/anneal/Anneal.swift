import ArgumentParser

@main
struct Anneal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anneal", abstract: "CI, CD and CT for machine-learning repositories, in one binary.",
        version: Version.current,
        subcommands: [Serve.self, Run.self, PlanCommand.self, Demo.self, Action.self])
}
