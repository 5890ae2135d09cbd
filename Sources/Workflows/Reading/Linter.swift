public import Core
import OrderedCollections

/// What `anneal lint` says about a file.
public enum Linter {
    /// - Returns: everything found, sorted by position; empty for a clean file.
    public static func lint(
        _ bytes: [UInt8], path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> [Diagnostic] {
        let (workflow, diagnostics) = WorkflowParser.parse(bytes, path: path, options: options)
        guard let workflow else { return diagnostics }
        let notes =
            workflow.unavailable + workflow.unavailableTriggers
            + workflow.jobs.keys.flatMap { workflow.unavailable(job: $0) }
        guard !notes.isEmpty else { return diagnostics }
        return (diagnostics + notes).enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
    }
}
