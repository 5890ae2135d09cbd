import Actions
import ArgumentParser
import Workflows

struct ActionsUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Take the commits that versions stand for now.",
        discussion: "Example: anneal actions update actions/setup-node")

    @Argument(help: "owner/name, or owner/name@version; all when absent.")
    var names: [String] = []

    @OptionGroup var options: ActionsOptions

    func run() async throws {
        let wanted = Set(names.map { $0.lowercased() })
        let repository = try options.repository()
        for name in names {
            let isUsed = try await repository.uses().contains { Self.names(of: $0.entry).contains(name.lowercased()) }
            let isLocked = try repository.lock().entries.contains {
                Self.names(of: $0.entry).contains(name.lowercased())
            }
            guard isUsed || isLocked else { throw Failure.couldNotRun("no workflow uses '\(name)'") }
        }
        try await ActionsChange(repository: repository, writes: true) { entry in
            wanted.isEmpty || !wanted.isDisjoint(with: Self.names(of: entry))
        }.carryOut()
    }

    private static func names(of entry: ActionLock.Entry) -> [String] {
        ["\(entry.owner)/\(entry.repository)".lowercased(), entry.description.lowercased()]
    }
}
