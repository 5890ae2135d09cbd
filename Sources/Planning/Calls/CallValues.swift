public import Core
public import OrderedCollections
public import Workflows

/// What a job hands to the workflow it calls.
public struct CallValues: Hashable, Sendable {
    /// The job's final name.
    public var name: String
    /// `with`, evaluated.
    public var values: OrderedDictionary<String, Value>
    /// What the job's own expressions see.
    public var contexts: [String: Value]
    /// Its `concurrency`.
    public var claim: GroupClaim?
    /// What it allows the called workflow; nil = what the server does.
    public var permissions: Permissions?
    /// Of the call.
    public var position: SourcePosition
}
