public import Core

/// What a branch or tag points at.
public struct RefTarget: Hashable, Sendable {
    /// The object that the reference names: for an annotated tag the tag object, which forges send as `after`.
    public var object: CommitSHA
    /// The commit behind it.
    public var commit: CommitSHA

    public init(object: CommitSHA, commit: CommitSHA) {
        (self.object, self.commit) = (object, commit)
    }
}

/// How one reference differs between two looks: no `before` is a creation, no `after` a deletion.
public struct RefUpdate: Hashable, Sendable {
    public var ref: GitRef
    public var before: RefTarget?
    public var after: RefTarget?

    public init(ref: GitRef, before: RefTarget?, after: RefTarget?) {
        (self.ref, self.before, self.after) = (ref, before, after)
    }
}

/// What a fetch changed in the mirror.
public struct FetchResult: Hashable, Sendable {
    /// Deletions first, then sorted by name.
    public var updates: [RefUpdate]
    /// References that were left out, each with the reason: a name git does not allow, a tag on something that is no commit.
    public var leftOut: [String]
}

/// The branches and tags of a remote repository at one moment.
public struct RemoteState: Hashable, Sendable {
    public var references: [GitRef: RefTarget]
    /// The branch that the remote's HEAD names, when it says so.
    public var defaultBranch: GitRef?
    /// As in `FetchResult`.
    public var leftOut: [String]
}
