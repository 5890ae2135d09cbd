import CLibGit2
public import Core

extension Mirror {
    /// Brings branches and tags up to what `url` has now, and removes those it no longer has.
    ///
    /// - Parameter extra: further references to bring (a forge's of one pull request, say), where they are there: their
    ///   names at `url`, and the names they get here. Those are never removed.
    /// - Returns: what changed.
    /// - Throws: `GitError`; `CancellationError` when the task is cancelled while the network is in use.
    public func fetch(
        from url: String, extra: [GitRef: GitRef] = [:], credentials: Credentials? = nil,
        limits: FetchLimits = FetchLimits()
    ) async throws -> FetchResult {
        let url = try RemoteURL(url)
        let repository = try repository()
        let lock = try MirrorLock(on: path)
        defer { withExtendedLifetime(lock) {} }
        if case .local(let source) = url.kind {
            let remote = try LocalRemote(path: source)
            let state = try remote.state(extra: extra)
            try remote.copy(state.references.values, into: repository)
            return try RefUpdater(repository: repository).apply(state)
        }
        let conversation = Conversation(url: url, credentials: credentials, limits: limits)
        let state = try await withTaskCancellationHandler {
            try conversation.run {
                let remote = try NetworkRemote(url: url, into: repository, conversation: conversation)
                let state = try remote.state(extra: extra)
                try repository.refresh()
                if try state.references.values.contains(where: { try !repository.contains(ObjectID($0.object)) }) {
                    try remote.download(extra: extra.filter { state.references[$0.value] != nil })
                    try repository.refresh()
                }
                return state
            }
        } onCancel: {
            conversation.cancel()
        }
        return try RefUpdater(repository: repository).apply(state)
    }

    /// The branches and tags that `url` has now, without a mirror: cheap enough to ask a local repository every second.
    /// Over the network a tag's target is taken on trust to be a commit.
    public static func remoteReferences(
        _ url: String, credentials: Credentials? = nil, limits: FetchLimits = FetchLimits()
    ) async throws -> RemoteState {
        let url = try RemoteURL(url)
        let work = BlockingWork(label: "anneal.remote-references")
        if case .local(let source) = url.kind {
            return try await work.run { try LocalRemote(path: source).state() }
        }
        let conversation = Conversation(url: url, credentials: credentials, limits: limits)
        return try await withTaskCancellationHandler {
            try await work.run {
                try conversation.run {
                    try NetworkRemote(url: url, into: nil, conversation: conversation).state()
                }
            }
        } onCancel: {
            conversation.cancel()
        }
    }
}
