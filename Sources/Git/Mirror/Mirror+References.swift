import CLibGit2
public import Core

extension Mirror {
    /// Branches and tags as of the last fetch.
    public func references() throws -> [GitRef: RefTarget] {
        try repository().remoteState().references
    }

    /// What a branch or tag points at; nil when there is none of that name.
    public func target(of ref: GitRef) throws -> RefTarget? {
        try repository().target(ref)
    }

    /// The branch that the remote's HEAD named at the last fetch; where that is missing `main` or `master`,
    /// else the only branch there is.
    public func defaultBranch() throws -> GitRef? {
        let repository = try repository()
        let branches = try repository.remoteState().references.keys.filter { $0.branch != nil }
        if let head = repository.headBranch(), branches.contains(head) { return head }
        for name in ["main", "master"] where branches.contains(.branch(name)) { return .branch(name) }
        return branches.count == 1 ? branches.first : nil
    }

    /// The commit that a person means: a branch, a tag, a full reference, `HEAD` (the default branch),
    /// or at least four digits of a commit's name. No other spelling of git (`HEAD~1`, `@{upstream}`) is understood.
    ///
    /// - Returns: nil when there is nothing of that name.
    /// - Throws: `ambiguous` when the digits fit more than one object.
    public func resolve(_ name: String) throws -> CommitSHA? {
        let repository = try repository()
        if name == "HEAD" { return try defaultBranch().flatMap { try repository.target($0)?.commit } }
        let references = name.hasPrefix("refs/") ? [GitRef(name)] : [.branch(name), .tag(name)]
        for ref in references where ref.isValid {
            if let target = try repository.target(ref) { return target.commit }
        }
        let isHex = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
        }
        guard isHex, (4...40).contains(name.utf8.count) else { return nil }
        var prefix = git_oid()
        try check(git_oid_fromstrn(&prefix, name, name.utf8.count), "read '\(name)' as a commit's name")
        var object: OpaquePointer?
        let result = git_object_lookup_prefix(
            &object, repository.pointer, &prefix, name.utf8.count, GIT_OBJECT_ANY)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        if result == GIT_EAMBIGUOUS.rawValue {
            throw GitError(.ambiguous, "'\(name)' fits more than one object: give more digits", context: path)
        }
        try check(result, "look up '\(name)'", context: path)
        defer { git_object_free(object) }
        return git_object_id(object).flatMap { repository.peelToCommit(ObjectID($0.pointee)) }?.sha
    }
}
