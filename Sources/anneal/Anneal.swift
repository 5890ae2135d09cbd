import ArgumentParser
import Commands
import Glibc

@main
struct Anneal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anneal", abstract: "CI, CD and CT for machine-learning repositories, in one binary.",
        version: Version.current,
        subcommands: [Serve.self, Run.self, PlanCommand.self] + Commands.all + [
            ActionsCommand.self, Demo.self, Action.self
        ])

    static func main() async {
        Glibc.exit(await Commands.run(Anneal.self, arguments: Array(CommandLine.arguments.dropFirst())))
    }
}
