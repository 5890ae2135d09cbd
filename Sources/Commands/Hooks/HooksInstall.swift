import ArgumentParser
import Glibc

struct HooksInstall: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Put a post-receive hook into a repository on the server's machine.",
        discussion: """
            A hook that is there already is kept as post-receive.local and still gets every push. Installing again is harmless.

            Example: anneal hooks install /srv/git/weather.git --repository weather
            """)

    @Argument(help: ArgumentHelp("Path of a git repository, bare or not.", valueName: "repo"))
    var repo: String

    @Option(
        help: ArgumentHelp("What it is called here (default: the one that was added by this path).", valueName: "name"))
    var repository: String?

    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let place = try GitFolder(context.path(repo))
        let client = try APIClient(server, context)
        let known = try await find(place, client, context)
        guard access(known.spool, F_OK) == 0 || errno != ENOENT else {
            throw CommandError(
                .notFound,
                """
                the spool folder \(known.spool) is not on this machine
                A hook leaves pushes in a folder of the server: install it on the server's machine.
                """)
        }
        switch try PostReceiveHook(folder: place.hooks).install(spool: known.spool) {
        case .installed: context.output.line("installed \(place.hooks)/post-receive for \(known.name)")
        case .keptLocal:
            context.output.line("installed \(place.hooks)/post-receive for \(known.name)")
            context.output.line("the hook that was there is now post-receive.local and still gets every push")
        case .unchanged: context.output.line("\(place.hooks)/post-receive is in place already")
        }
    }

    private func find(_ place: GitFolder, _ client: APIClient, _ context: CommandContext) async throws -> Repository {
        if let repository {
            return try await client.object(Repository.self, "/repositories/" + repository.percentEncoded).model
        }
        let all = try await client.whole(Repository.self, "/repositories").map(\.model)
        let matching = all.filter { place.isMeant(by: $0.url) }
        guard let first = matching.first else {
            throw CommandError(
                .notFound,
                """
                no repository was added with the path \(place.path)
                Add it first (anneal repo add NAME \(place.path)), or name one with --repository.
                """)
        }
        guard matching.count == 1 else {
            let names = matching.map(\.name).joined(separator: ", ")
            throw CommandError(.invalid, "several repositories have this path (\(names)): name one with --repository")
        }
        return first
    }
}
