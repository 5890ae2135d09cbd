/// Why an action can't be had.
public struct ActionsError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable {
        /// A pattern of `actions.sources` that is none.
        case invalidSource
        /// No source has the repository, the reference or the file.
        case notFound
        /// The lock has no commit for it.
        case notLocked
        /// What the reference stands for now is not what the lock says.
        case lockMismatch
        /// A manifest with errors, or one that can't be used.
        case invalidManifest
        /// More actions, or deeper ones, than are allowed.
        case limit
        /// The source can't be reached; trying again may help.
        case network
        case io
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
