/// The files of the repository that a workflow lies in.
public struct RepositoryFiles: Sendable {
    /// The bytes of a file by its path in the repository; nil when there is none.
    public var read: @Sendable (_ path: String) -> [UInt8]?

    public init(read: @escaping @Sendable (_ path: String) -> [UInt8]?) {
        self.read = read
    }
}
