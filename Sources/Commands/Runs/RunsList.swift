import ArgumentParser
import Core

struct RunsList: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List runs, newest first.",
        discussion: "Example: anneal runs list --ref main --state completed --json | jq .conclusion")

    @Option(help: ArgumentHelp("Only of this workflow file, by its path in the repository.", valueName: "path"))
    var workflow: String?

    @Option(help: ArgumentHelp("Only of this branch, or of a reference in full: refs/tags/v1.", valueName: "ref"))
    var ref: String?

    @Option(
        help: ArgumentHelp("queued, running or completed.", valueName: "state"), transform: { try RunState.parse($0) })
    var state: RunState?

    @Option(
        help: ArgumentHelp("success, warning, failure, cancelled or skipped.", valueName: "conclusion"),
        transform: { try Conclusion.parse($0) })
    var conclusion: Conclusion?

    @Option(help: ArgumentHelp("Only those that this event started.", valueName: "number"))
    var event: RecordNumber?

    @OptionGroup var list: ListOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        let runs = try await client.list(
            Run.self, "/runs",
            query: [
                ("repository", list.repository), ("workflow", workflow), ("ref", ref.map(Self.fullName)),
                ("state", state?.rawValue), ("conclusion", conclusion?.rawValue),
                ("event", try event.map { String(try $0.number(of: .event)) })
            ], limit: list.limit)
        OutputRendering.render(runs, as: format.format, empty: "no such runs")
    }

    static func fullName(_ ref: String) -> String { ref.hasPrefix("refs/") ? ref : GitRef.branch(ref).name }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    /// For `@Option(transform:)`: a wrong word is answered with the right ones.
    fileprivate static func parse(_ text: String) throws -> Self {
        guard let value = Self(rawValue: text) else {
            throw ValidationError("known are: " + allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }
}
