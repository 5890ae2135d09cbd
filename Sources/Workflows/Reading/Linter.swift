public import Core
import OrderedCollections

/// What `anneal lint` says about a file.
public enum Linter {
    /// A workflow's file, or an action's manifest.
    ///
    /// - Parameters:
    ///   - files: the other files of the repository, for calls of workflows in it; nil when there is none.
    ///   - portable: whether to list what GitHub itself would refuse.
    /// - Returns: everything found, sorted by position; empty for a clean file.
    public static func lint(
        _ bytes: [UInt8], path: String, options: WorkflowOptions = WorkflowOptions(), files: RepositoryFiles? = nil,
        portable: Bool = false
    ) -> [Diagnostic] {
        if isManifest(bytes, path: path, options: options) {
            return ActionParser.parse(bytes, path: path, options: options).diagnostics
        }
        let (workflow, diagnostics) = WorkflowParser.read(bytes, path: path, options: options)
        var more: [Diagnostic] = []
        if let workflow {
            more = workflow.unavailable + workflow.unavailableTriggers
            for job in workflow.jobs.keys { more += workflow.unavailable(job: job) }
            if let files { more += CallCheck(workflow) { files.callee($0, options) }.findings }
        }
        if portable, let root = WorkflowParser.tree(bytes, options: options) {
            var check = PortabilityCheck(path: path)
            check.check(root)
            more += check.findings
        }
        guard !more.isEmpty else { return diagnostics }
        return ordered(diagnostics + more, of: path)
    }

    /// By position; those of other files, to which the file led, behind its own.
    public static func ordered(_ diagnostics: [Diagnostic], of path: String) -> [Diagnostic] {
        func place(_ diagnostic: Diagnostic) -> (String, SourcePosition) {
            (diagnostic.file == path ? "" : diagnostic.file, diagnostic.position)
        }
        return diagnostics.enumerated()
            .sorted { (left, right) in
                let (first, second) = (place(left.element), place(right.element))
                if first.0 != second.0 { return first.0 < second.0 }
                return (first.1, left.offset) < (second.1, right.offset)
            }
            .map(\.element)
    }

    /// By its name, unless it holds jobs: a workflow may be called so as well.
    private static func isManifest(_ bytes: [UInt8], path: String, options: WorkflowOptions) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard ActionParser.fileNames.contains(name) else { return false }
        return WorkflowParser.tree(bytes, options: options)?["jobs"] == nil
    }
}
