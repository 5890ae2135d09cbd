import ArgumentParser
import FoundationEssentials
import Glibc

struct InitCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Copy a ready workflow into this repository, to start from.",
        discussion: """
            The file goes to .anneal/workflows/ and is yours to change.

            Example: anneal init --workflow python-ml-ci
            """)

    @Option(help: ArgumentHelp("Which one; see --list.", valueName: "name"))
    var workflow: String = "python-ml-ci"

    @Flag(help: "List the workflows there are.")
    var list = false

    @Flag(help: "Overwrite a file that is there.")
    var force = false

    @Option(name: [.customShort("C"), .long], help: ArgumentHelp("The repository (default: here).", valueName: "dir"))
    var directory: String = "."

    func perform(_ context: CommandContext) async throws {
        guard !list else {
            for line in Table.lines(rows: ReadyWorkflow.all.map { ["\($0.name)", "\($0.summary)"] }) {
                context.output.line(line)
            }
            return
        }
        guard let ready = ReadyWorkflow.all.first(where: { $0.name == workflow }) else {
            let names = ReadyWorkflow.all.map(\.name).joined(separator: ", ")
            throw CommandError(.notFound, "there is no ready workflow '\(workflow)'; there are: \(names)")
        }
        let root = context.path(directory)
        let folder = root + "/.anneal/workflows"
        let path = "\(folder)/\(ready.name).yml"
        var status = stat()
        guard force || lstat(path, &status) != 0 else {
            throw CommandError(.couldNotWrite, "\(path) is there already: use --force to overwrite it")
        }
        guard access(root, F_OK) == 0 else { throw CommandError(.notFound, "there is no folder \(root)") }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError(.couldNotWrite, "cannot make the folder \(folder)", cause: error)
        }
        try SmallFile.write(Array(ready.text.utf8), to: path, mode: 0o644)
        context.output.line("wrote .anneal/workflows/\(ready.name).yml")
        context.output.line("next:")
        context.output.line("  anneal lint    check it after a change")
        context.output.line("  anneal run     run it here, without a server")
        context.output.line("  git add .anneal && git commit")
    }
}
