public import Core

/// A commit's own record.
public struct CommitInfo: Hashable, Sendable {
    public struct Person: Hashable, Sendable {
        public var name: String
        public var email: String
        public var time: Timestamp

        public init(name: String, email: String, time: Timestamp) {
            (self.name, self.email, self.time) = (name, email, time)
        }
    }

    public var sha: CommitSHA
    /// The name of the tree object.
    public var tree: CommitSHA
    public var parents: [CommitSHA]
    public var author: Person
    public var committer: Person
    /// As written; what is not UTF-8 becomes U+FFFD.
    public var message: String

    /// The first line of the message.
    public var title: String {
        String(message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
    }
}
