import CLibGit2
public import Core

extension Mirror {
    /// - Throws: `notFound` when the mirror does not have the commit.
    public func commit(_ sha: CommitSHA) throws -> CommitInfo {
        try repository().info(of: ObjectID(sha))
    }

    /// Whether the mirror has the commit.
    public func contains(_ sha: CommitSHA) throws -> Bool {
        let repository = try repository()
        return try repository.contains(commit: ObjectID(sha))
    }

    /// The best common ancestor; nil when the two share no history.
    public func mergeBase(_ first: CommitSHA, _ second: CommitSHA) throws -> CommitSHA? {
        try repository().mergeBase(ObjectID(first), ObjectID(second))?.sha
    }

    /// Whether `ancestor` is `commit` or lies in its history.
    public func isAncestor(_ ancestor: CommitSHA, of commit: CommitSHA) throws -> Bool {
        if ancestor == commit { return true }
        let repository = try repository()
        let (older, newer) = (try ObjectID(ancestor), try ObjectID(commit))
        let result = older.withPointer { older in
            newer.withPointer { git_graph_descendant_of(repository.pointer, $0, older) }
        }
        return try check(result, "compare \(ancestor.short) with \(commit.short)", context: path) == 1
    }
}

extension Repository {
    func contains(commit id: ObjectID) throws(GitError) -> Bool {
        if !contains(id) { try refresh() }
        guard contains(id) else { return false }
        return try header(id).type == GIT_OBJECT_COMMIT
    }

    func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> ObjectID? {
        var base = git_oid()
        let result = first.withPointer { first in
            second.withPointer { git_merge_base(&base, pointer, first, $0) }
        }
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, "find the last common commit", context: path)
        return ObjectID(base)
    }

    func info(of id: ObjectID) throws(GitError) -> CommitInfo {
        let commit = try commit(id)
        let parents = (0..<git_commit_parentcount(commit.pointer)).compactMap { index in
            git_commit_parent_id(commit.pointer, index).map { ObjectID($0.pointee).sha }
        }
        guard let tree = git_commit_tree_id(commit.pointer), let author = git_commit_author(commit.pointer),
            let committer = git_commit_committer(commit.pointer)
        else {
            throw GitError(.corrupt, "commit \(id.sha) lacks its tree, author or committer", context: path)
        }
        return CommitInfo(
            sha: id.sha, tree: ObjectID(tree.pointee).sha, parents: parents,
            author: CommitInfo.Person(author.pointee), committer: CommitInfo.Person(committer.pointee),
            message: git_commit_message(commit.pointer).map { String(cString: $0) } ?? "")
    }
}

extension CommitInfo.Person {
    fileprivate init(_ signature: git_signature) {
        // A hostile commit may name any second of 64 bits.
        let (milliseconds, overflow) = signature.when.time.multipliedReportingOverflow(by: 1000)
        self.init(
            name: signature.name.map { String(cString: $0) } ?? "",
            email: signature.email.map { String(cString: $0) } ?? "",
            time: Timestamp(milliseconds: overflow ? 0 : milliseconds))
    }
}
