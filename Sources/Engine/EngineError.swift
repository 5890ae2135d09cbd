/// What the engine refuses or cannot do.
public struct EngineError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable {
        case notFound
        /// The request does not fit the state: a run that is over cannot be cancelled.
        case conflict
        case invalid
        /// What is stored makes no sense any more: trying again does not help.
        case unreadable
        /// The request is sound, and what it asks for will not do: an input of the wrong type, a workflow with errors.
        case unprocessable
        /// Another server uses the data folder.
        case locked
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
