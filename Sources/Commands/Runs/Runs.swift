import ArgumentParser

struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, show, follow, cancel and repeat runs.",
        discussion: "Example: anneal runs list --repository weather --conclusion failure",
        subcommands: [RunsList.self, RunsShow.self, RunsLogs.self, RunsCancel.self, RunsRerun.self])
}
