public import Core

/// What a forge told, in the same words for every forge.
public struct ForgeEvent: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A branch or tag was created (`before` nil), moved, or deleted (`after` nil).
        ///
        /// `after` is a commit: of an annotated tag the one it points at, where the forge says so.
        case push(ref: GitRef, before: CommitSHA?, after: CommitSHA?)
        /// The forge tries whether the hook works.
        case ping
        /// Anything else that `on:` knows, spelled as there.
        case activity(EventKind)
        /// Starts nothing. The kind is spelled as in `on:` where a kind there means the same, else as the forge does.
        case ignored(kind: String)
    }

    public var forge: Forge
    public var kind: Kind
    /// What an event other than a push is about, as far as the body says.
    public var subject: Subject?
    /// nil for events that are about no repository, such as those of an organization. A push always has one.
    public var repository: RepositoryIdentity?
    /// Who caused the event.
    public var sender: ForgeUser?
    /// Who wrote it: the head commit of a push, the comment, the review; else the subject's author.
    public var author: ForgeUser?
    /// `github.event`: in GitHub's shape, whatever forge it came from; of what starts nothing the body.
    public var payload: Value

    public init(
        forge: Forge, kind: Kind, subject: Subject? = nil, repository: RepositoryIdentity?,
        sender: ForgeUser? = nil, author: ForgeUser? = nil, payload: Value
    ) {
        self.forge = forge
        self.kind = kind
        self.subject = subject
        self.repository = repository
        self.sender = sender
        self.author = author
        self.payload = payload
    }
}
