public import Core

/// One reference that a push moved.
public struct RefUpdate: Hashable, Sendable {
    /// The name as git has it, which need not be UTF-8.
    public var refBytes: [UInt8]
    /// nil for a new reference.
    public var before: CommitSHA?
    /// nil for a deleted one. Of an annotated tag the tag object, not the commit.
    public var after: CommitSHA?

    public init(refBytes: [UInt8], before: CommitSHA?, after: CommitSHA?) {
        self.refBytes = refBytes
        self.before = before
        self.after = after
    }

    /// For people and filters: bytes that are not UTF-8 read as U+FFFD.
    public var ref: GitRef { GitRef(String(decoding: refBytes, as: UTF8.self)) }

    /// The update as the event that a forge would have told of.
    ///
    /// - Parameter pusher: the account on the machine that ran `git push`.
    public func event(repository: RepositoryIdentity, pusher: ForgeUser) -> ForgeEvent {
        let payload = PushPayload(
            ref: ref, before: before, after: after, head: after, repository: repository.payload(), pusher: pusher,
            sender: PushPayload.sender(pusher))
        return ForgeEvent(
            forge: .git, kind: .push(ref: ref, before: before, after: after), repository: repository, sender: pusher,
            payload: payload.value)
    }
}
