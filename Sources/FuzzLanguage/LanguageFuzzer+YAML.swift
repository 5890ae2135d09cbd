import Core
import Workflows

extension LanguageFuzzer {
    /// The whole front end: characters, YAML, keys, checks. There is a workflow or an error, and each finding has a place.
    static func parseWorkflow(_ bytes: [UInt8]) {
        let (workflow, diagnostics) = WorkflowParser.parse(bytes, path: "fuzz.yml")
        precondition((workflow == nil) == diagnostics.contains { $0.severity == .error }, "neither workflow nor error")
        let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        for diagnostic in diagnostics {
            let position = diagnostic.position
            precondition((1...lines + 1).contains(position.line), "line \(position.line) of \(lines): \(diagnostic)")
            precondition((1...bytes.count + 1).contains(position.column), "\(diagnostic)")
            precondition(!diagnostic.description.isEmpty)
        }
    }
}
