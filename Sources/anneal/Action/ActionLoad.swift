import Actions
import ArgumentParser
import Foundation
import JobProtocol

/// Describes an action that came into being while a job ran, for the supervisor, which reads no YAML.
struct ActionLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Print the action in a folder as JSON, as a supervisor reads it.",
        shouldDisplay: false)

    @Argument(help: "The folder with action.yml or action.yaml.")
    var folder: String

    func run() async throws {
        do {
            let plan = try ActionFolder.plan(in: folder.absolutePath, name: folder, folder: nil)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Console.write(String(decoding: try encoder.encode(plan), as: UTF8.self) + "\n")
        } catch let error as ActionsError {
            // On standard output too: the supervisor shows what it read when it is no description.
            Console.write("::error::\(error)\n")
            throw ExitCode(1)
        }
    }
}
