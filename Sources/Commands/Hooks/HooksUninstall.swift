import ArgumentParser

struct HooksUninstall: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall",
        abstract: "Take our post-receive hook away and put back the one that was there before.",
        discussion: "Example: anneal hooks uninstall /srv/git/weather.git")

    @Argument(help: ArgumentHelp("Path of a git repository, bare or not.", valueName: "repo"))
    var repo: String

    func perform(_ context: CommandContext) async throws {
        let place = try GitFolder(context.path(repo))
        switch try PostReceiveHook(folder: place.hooks).uninstall() {
        case .removed: context.output.line("removed \(place.hooks)/post-receive")
        case .restored: context.output.line("removed our hook; \(place.hooks)/post-receive is yours again")
        case .absent: context.output.line("there is no hook of ours in \(place.hooks)")
        }
    }
}
