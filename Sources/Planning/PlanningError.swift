public import Core

/// Why a part of a workflow that was read without errors cannot be planned or started for this event.
public struct PlanningError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, Codable {
        /// An expression has no value.
        case expression
        /// An expression has a value that does not fit: a text where a number is needed.
        case type
        /// A matrix without combinations, with too many, or with a value of the wrong shape.
        case matrix
        /// A workflow that is called is not there, has errors, or does not fit its call.
        case call
    }

    public var code: Code
    /// A sentence that names the key.
    public var message: String
    /// Where the key or the value is; nil for what an expression gave.
    public var position: SourcePosition?

    public init(_ code: Code, _ message: String, at position: SourcePosition?) {
        self.code = code
        self.message = message
        self.position = position
    }

    public var description: String { message }
}
