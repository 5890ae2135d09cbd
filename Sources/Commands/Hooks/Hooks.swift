import ArgumentParser

struct Hooks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let a repository on this machine tell of its pushes.",
        discussion: "Example: anneal hooks install /srv/git/weather.git",
        subcommands: [HooksInstall.self, HooksUninstall.self])
}
