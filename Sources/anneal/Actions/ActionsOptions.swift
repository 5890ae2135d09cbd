import Actions
import ArgumentParser
import Engine
import Foundation

/// Which working tree, and where actions come from.
struct ActionsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with workflow files (default: .anneal/workflows).", valueName: "dir"))
    var workflows: String = ".anneal/workflows"

    @Option(name: [.customShort("C"), .long], help: ArgumentHelp("The working tree (default: here).", valueName: "dir"))
    var directory: String = "."

    @OptionGroup var sources: SourcesOptions

    func repository() throws -> ActionsRepository {
        let repository = try LocalRepository(containing: directory)
        return ActionsRepository(
            root: repository.root, workflows: workflows,
            library: ActionLibrary(at: repository.data.actions, sources: try sources.parsed()))
    }
}

struct SourcesOptions: ParsableArguments {
    @Option(
        name: .customLong("action-source"),
        help: ArgumentHelp(
            "Where actions come from, in order; may be repeated (default: ANNEAL_ACTIONS_SOURCES, else GitHub).",
            valueName: "url-pattern"))
    var actionSources: [String] = []

    func parsed() throws -> ActionSources {
        var patterns = actionSources
        if patterns.isEmpty, let variable = ProcessInfo.processInfo.environment["ANNEAL_ACTIONS_SOURCES"] {
            patterns = variable.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        do {
            return patterns.isEmpty ? .standard : try ActionSources(patterns)
        } catch {
            throw Failure.couldNotRun(error.message)
        }
    }
}
