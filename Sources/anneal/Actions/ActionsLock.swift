import Actions
import ArgumentParser
import Workflows

struct ActionsLock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Write the commits of all remote actions; those that are locked stay.",
        discussion: """
            Adds what is new and removes what is no longer used. With --check nothing is written, and the exit code is 1
            when something would be: for CI.

            Example: anneal actions lock && git add .anneal/actions.lock
            """)

    @Flag(help: "Only say whether the lock is complete.")
    var check = false

    @OptionGroup var options: ActionsOptions

    func run() async throws {
        try await ActionsChange(repository: try options.repository(), writes: !check) { _ in false }.carryOut()
    }
}
