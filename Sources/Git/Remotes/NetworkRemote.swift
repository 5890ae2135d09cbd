import CLibGit2
import Core

/// A repository reached over https or ssh, connected.
struct NetworkRemote: ~Copyable {
    private let remote: Owned
    private let conversation: Conversation
    private let url: RemoteURL

    /// - Parameter repository: the mirror that fetches; nil only to list references.
    init(url: RemoteURL, into repository: Repository?, conversation: Conversation) throws(GitError) {
        try Library.start()
        let remote = try Owned(git_remote_free, "set up the remote", context: url.text) { out in
            if let repository {
                git_remote_create_anonymous(&out, repository.pointer, url.text)
            } else {
                git_remote_create_detached(&out, url.text)
            }
        }
        var options = git_remote_connect_options()
        git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION))
        options.callbacks = Self.callbacks(conversation)
        try check(
            git_remote_connect_ext(remote.pointer, GIT_DIRECTION_FETCH, &options), "connect to the remote",
            context: url.text)
        self.remote = remote
        (self.url, self.conversation) = (url, conversation)
    }

    /// What the remote advertised when the connection was made.
    func state(extra: [GitRef: GitRef] = [:]) throws(GitError) -> RemoteState {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try check(git_remote_ls(&heads, &count, remote.pointer), "list the remote's references", context: url.text)
        var state = RemoteState(references: [:], defaultBranch: nil, leftOut: [])
        var peeled: [(GitRef, CommitSHA)] = []
        for index in 0..<count {
            guard let head = heads?[index]?.pointee, let start = head.name else { continue }
            guard let name = String(validatingCString: start) else {
                state.leftOut.append("a reference whose name is not UTF-8")
                continue
            }
            let sha = ObjectID(head.oid).sha
            if let ours = extra[GitRef(name)], ours.isValid {
                state.references[ours] = RefTarget(object: sha, commit: sha)
                continue
            }
            if name == "HEAD" {
                let target = head.symref_target.flatMap { String(validatingCString: $0) }
                state.defaultBranch = target.flatMap { $0.hasPrefix("refs/heads/") ? GitRef($0) : nil }
            } else if name.hasSuffix("^{}") {
                peeled.append((GitRef(String(name.dropLast(3))), sha))
            } else if name.hasPrefix("refs/heads/") || name.hasPrefix("refs/tags/") {
                guard GitRef(name).isValid else {
                    state.leftOut.append("\(name.debugDescription): git does not allow this name")
                    continue
                }
                state.references[GitRef(name)] = RefTarget(object: sha, commit: sha)
            }
        }
        for (ref, commit) in peeled { state.references[ref]?.commit = commit }
        return state
    }

    /// Downloads what branches and tags lead to and the mirror lacks, as one pack.
    ///
    /// - Parameter extra: see ``Mirror/fetch(from:extra:credentials:limits:)``; they are there.
    func download(extra: [GitRef: GitRef]) throws(GitError) {
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        options.callbacks = Self.callbacks(conversation)
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        let specs =
            ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]
            + extra.map { "+\($0.key.name):\($0.value.name)" }.sorted()
        let result = withStringArray(specs) { git_remote_download(remote.pointer, $0, &options) }
        try check(result, "fetch", context: url.text)
    }

    private static func callbacks(_ conversation: Conversation) -> git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
        callbacks.payload = Unmanaged.passUnretained(conversation).toOpaque()
        callbacks.credentials = { out, url, user, allowed, payload in
            guard let payload else { return GIT_EAUTH.rawValue }
            let conversation = Unmanaged<Conversation>.fromOpaque(payload).takeUnretainedValue()
            return conversation.acquire(
                out, url: url.map { String(cString: $0) } ?? "", user: user.map { String(cString: $0) },
                allowed: allowed)
        }
        callbacks.transfer_progress = { _, payload in
            payload.map { Unmanaged<Conversation>.fromOpaque($0).takeUnretainedValue().moved() } ?? 0
        }
        callbacks.sideband_progress = { _, _, payload in
            payload.map { Unmanaged<Conversation>.fromOpaque($0).takeUnretainedValue().moved() } ?? 0
        }
        return callbacks
    }
}
