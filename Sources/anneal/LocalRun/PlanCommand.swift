import ArgumentParser
import Core
import Engine
import Foundation
import Planning

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Print what the working tree would start, without running anything.",
        discussion: """
            Every workflow gets a line with its verdict and why; every job that would run or be skipped too.

            Example: anneal plan --event push
            """)

    @Argument(help: "A workflow: its file's name, with or without .yml. All when absent.")
    var workflow: String?

    @Option(help: ArgumentHelp("push or workflow_dispatch.", valueName: "kind"))
    var event: String?

    @Option(help: ArgumentHelp("A JSON file used as github.event.", valueName: "file"))
    var eventFile: String?

    @Option(help: ArgumentHelp("An input of workflow_dispatch; may be repeated.", valueName: "name=value"))
    var input: [String] = []

    @Option(help: ArgumentHelp("The folder with workflow files (default: .anneal/workflows).", valueName: "dir"))
    var workflows: String?

    @OptionGroup var sources: SourcesOptions

    @Flag(help: "Print the plan as one JSON object.")
    var json = false

    @Option(name: [.customShort("C"), .long], help: ArgumentHelp("The working tree (default: here).", valueName: "dir"))
    var directory: String = "."

    func run() async throws {
        let request = try LocalRequest(
            workflow: workflow, kind: event, eventFile: eventFile, inputs: input, workflows: workflows)
        let repository = try LocalRepository(containing: directory)
        let plan = try await LocalEngine.with(repository.data, sources: try sources.parsed()) { engine in
            do {
                return try await engine.preview(try await repository.prepare(engine, request: request))
            } catch let error as any Error & CustomStringConvertible {
                throw Failure.couldNotRun(error.description)
            }
        }
        Console.write(json ? plan.value.json() + "\n" : PlanText.render(plan))
        let isBroken = plan.decisions.contains { $0.verdict == .invalid || $0.verdict == .refused }
        if isBroken { throw ExitCode(1) }
    }
}
