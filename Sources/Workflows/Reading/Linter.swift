public import Core

/// What `anneal lint` says about a file.
public enum Linter {
    /// - Returns: everything found, sorted by position; empty for a clean file.
    public static func lint(
        _ bytes: [UInt8], path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> [Diagnostic] {
        WorkflowParser.parse(bytes, path: path, options: options).diagnostics
    }
}
