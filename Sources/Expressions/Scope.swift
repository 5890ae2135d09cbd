public import Core

/// What an expression can see.
public struct Scope: Sendable {
    /// What success(), failure() and cancelled() answer.
    public struct Status: Hashable, Sendable {
        public var success: Bool
        public var failure: Bool
        public var cancelled: Bool

        public init(success: Bool, failure: Bool, cancelled: Bool) {
            self.success = success
            self.failure = failure
            self.cancelled = cancelled
        }

        public static let succeeding = Status(success: true, failure: false, cancelled: false)
    }

    /// By lower-case name: `github`, `env`, `needs`, ... Any other name is an error of evaluation.
    public var contexts: [String: Value]
    /// nil where the status functions are not available: calling one is an error.
    public var status: Status?
    /// From glob patterns to a digest; nil where hashFiles() is not available.
    public var hashFiles: (@Sendable ([String]) throws -> String)?

    public init(
        contexts: [String: Value] = [:], status: Status? = nil,
        hashFiles: (@Sendable ([String]) throws -> String)? = nil
    ) {
        self.contexts = contexts
        self.status = status
        self.hashFiles = hashFiles
    }
}
