/// What went wrong with the database.
public struct StoreError: Error, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// The disk, or the user's share of it, is full. Nothing of the transaction was kept.
        case full
        /// Another process holds the database; trying again later may work.
        case busy
        /// The disk failed, or the file cannot be written.
        case io
        /// The file cannot be opened or made.
        case cannotOpen
        /// The file is not a database of ours, or is damaged.
        case corrupt
        /// A newer version of the program wrote the database.
        case newerSchema
        /// There is such a record already, or its state does not allow the change.
        case conflict
        /// The record breaks a rule of the schema.
        case refused
        case notFound
        /// The store was closed before.
        case closed
        /// A mistake of ours.
        case fault
    }

    public var code: Code
    public var message: String
    /// The database file, where opening it failed.
    public var path: String?
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, path: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.cause = cause
    }

    public var description: String {
        guard let path else { return message }
        return "\(path): \(message)"
    }
}
