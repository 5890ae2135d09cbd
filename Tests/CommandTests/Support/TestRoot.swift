import ArgumentParser
import Commands

/// The command line as `anneal` has it, without what is the executable's own.
struct TestRoot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "anneal", subcommands: Commands.all)
}
