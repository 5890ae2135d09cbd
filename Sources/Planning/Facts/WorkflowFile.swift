public import Core
public import Workflows

/// A workflow file of the event's commit, as the parser read it.
public struct WorkflowFile: Hashable, Sendable {
    /// Path in the repository.
    public var path: String
    /// nil when it could not be read at all; with errors among the diagnostics, as much as could be read.
    public var workflow: Workflow?
    public var diagnostics: [Diagnostic]
    /// SHA-256 of the file's bytes, in hexadecimal digits.
    public var digest: String

    public init(path: String, workflow: Workflow?, diagnostics: [Diagnostic] = [], digest: String) {
        self.path = path
        self.workflow = workflow
        self.diagnostics = diagnostics
        self.digest = digest
    }

    /// The workflow, unless something is wrong with it.
    public var valid: Workflow? { errors.isEmpty ? workflow : nil }

    public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    /// A dispatch names a file by its path or, as GitHub's interface does, by its file name; `anneal run` and people leave
    /// out the extension.
    public static func isNamed(_ path: String, by name: String) -> Bool {
        let fileName = path.split(separator: "/").last ?? path[...]
        let stem = fileName.prefix(upTo: fileName.lastIndex(of: ".") ?? fileName.endIndex)
        return path == name || fileName == name || stem == name
    }

    public func isNamed(by name: String) -> Bool { Self.isNamed(path, by: name) }
}
