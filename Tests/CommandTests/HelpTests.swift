import ArgumentParser
import Commands
import Foundation
import Testing

@Suite struct HelpTests {
    /// Every command with its path of names.
    static let all: [String] = paths(of: TestRoot.self, [])

    private static func paths(of command: any ParsableCommand.Type, _ path: [String]) -> [String] {
        let here = path.joined(separator: "-")
        return (path.isEmpty ? [] : [here])
            + command.configuration.subcommands.flatMap { child in
                paths(of: child, path + [child.configuration.commandName ?? child._commandName])
            }
    }

    /// ANNEAL_RECORD=1 writes the snapshots anew; such a run fails, so that nobody records by accident.
    @Test(arguments: all) func `help texts are as recorded and have an example`(path: String) throws {
        var command: any ParsableCommand.Type = TestRoot.self
        for name in path.split(separator: "-") {
            let child = command.configuration.subcommands.first { $0._commandName == name }
            command = try #require(child)
        }
        let text = TestRoot.helpMessage(for: command, columns: 100) + "\n"
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Snapshots/\(path).txt")
        if ProcessInfo.processInfo.environment["ANNEAL_RECORD"] == "1" {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(path): look at the change, then run without ANNEAL_RECORD")
        }
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
        #expect(
            text.contains("Example: anneal \(path.replacing("-", with: " "))")
                || !command.configuration.subcommands.isEmpty)
    }
}
