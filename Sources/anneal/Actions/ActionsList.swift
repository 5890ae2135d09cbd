import ArgumentParser
import Core
import Workflows

struct ActionsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the remote actions that are used, with their commits.",
        discussion: "Example: anneal actions list --json | jq .commit")

    @Flag(help: "One JSON object a line.")
    var json = false

    @OptionGroup var options: ActionsOptions

    func run() async throws {
        let repository = try options.repository()
        let lock = try repository.lock()
        let uses = try await repository.uses()
        var entries = lock.entries.map(\.entry)
        for use in uses where !entries.contains(where: { lock[$0] != nil && $0.description == use.entry.description }) {
            if lock[use.entry] == nil, !entries.contains(use.entry) { entries.append(use.entry) }
        }
        for entry in entries.sorted(by: { $0.description < $1.description }) {
            let commit = lock[entry] ?? CommitSHA(entry.ref)
            let users = Set(
                uses.filter { $0.entry.description.lowercased() == entry.description.lowercased() }.map(\.user)
            )
            .sorted()
            guard json else {
                let by = users.isEmpty ? "within another action" : users.joined(separator: ", ")
                Console.write("\(entry.description)  \(commit?.hex ?? "not locked")  \(by)\n")
                continue
            }
            let object: Value = [
                "action": .string(entry.description), "commit": commit.map { .string($0.hex) } ?? .null,
                "used_by": .array(users.map { .string($0) })
            ]
            Console.write(object.json() + "\n")
        }
        if entries.isEmpty, !json { Console.write("no remote actions are used\n") }
    }
}
