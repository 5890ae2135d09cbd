import ArgumentParser

struct Doctor: ClientCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what is wrong with the server, this machine and the connection between them.",
        discussion: """
            Exit code 0: nothing that keeps things from working, 1: at least one line says FAIL.

            Example: anneal doctor --data /var/lib/anneal
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let findings =
            await ServerChecks(options: server, context: context).findings()
            + DataChecks(folder: DataFolder(server.data, context)).findings()
            + MachineChecks(context: context).findings()
        OutputRendering.render(findings, as: format.format, empty: "")
        if findings.contains(where: { $0.verdict == .fail }) { throw ExitCode.failure }
    }
}
