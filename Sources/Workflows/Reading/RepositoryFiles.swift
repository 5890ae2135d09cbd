/// The files of the repository that a workflow lies in.
public struct RepositoryFiles: Sendable {
    /// The bytes of a file by its path in the repository; nil when there is none.
    public var read: @Sendable (_ path: String) -> [UInt8]?

    public init(read: @escaping @Sendable (_ path: String) -> [UInt8]?) {
        self.read = read
    }

    /// Other repositories are not looked into.
    func callee(_ id: CalleeID, _ options: WorkflowOptions) -> Callee {
        guard id.remote == nil else { return .unknown }
        guard let bytes = read(id.path) else { return .missing("is not in the repository") }
        return Callee(parsing: bytes, path: id.path, options: options)
    }
}
