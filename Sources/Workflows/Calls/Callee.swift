public import Core

/// What a call leads to, as far as it could be got.
public enum Callee: Hashable, Sendable {
    case workflow(Workflow)
    /// It has an error, the first of which may be known.
    case broken(Diagnostic?)
    /// Why there is none, to follow the callee's name: `is not in the repository`.
    case missing(String)
    /// It lies where nobody has looked: nothing can be said about the call.
    case unknown

    /// - Parameter path: in the repository of its caller.
    init(parsing bytes: [UInt8], path: String, options: WorkflowOptions) {
        let (workflow, diagnostics) = WorkflowParser.parse(bytes, path: path, options: options)
        self = workflow.map(Callee.workflow) ?? .broken(diagnostics.first { $0.severity == .error })
    }

    var workflow: Workflow? {
        guard case .workflow(let workflow) = self else { return nil }
        return workflow
    }
}
