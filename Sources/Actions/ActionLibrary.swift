public import Core
import Crypto
import Foundation
public import Git
import Glibc
public import Workflows

/// Repositories of remote actions and workflows: asked which commit a reference stands for, mirrored, and unpacked.
///
/// ```
/// actions/mirrors/URL.git    what has been fetched
/// actions/COMMIT             a commit's files, never changed once they are there
/// ```
public actor ActionLibrary {
    public nonisolated let path: String
    public nonisolated let sources: ActionSources
    private let time: any TimeSource
    private let patience: Patience
    private var mirrors: [String: Mirror] = [:]
    /// When a lock was last compared with its source.
    private var verified: [ActionLock.Pin: Timestamp] = [:]

    /// A tag that moves is found this late. Sources on this machine are asked each time.
    private static let verificationInterval: Duration = .seconds(600)

    /// Stricter than for a repository's own commits: three tries must not hold up an event for minutes.
    private static let limits: FetchLimits = {
        var limits = FetchLimits()
        limits.connect = .seconds(5)
        limits.idle = .seconds(15)
        return limits
    }()

    /// - Parameter path: absolute; made when missing.
    public init(at path: String, sources: ActionSources, time: any TimeSource = SystemTime()) {
        self.path = path
        self.sources = sources
        self.time = time
        patience = Patience(time: time)
    }

    // MARK: - References

    /// The commit that a reference stands for at its source now: a tag, else a branch.
    ///
    /// - Throws: ``ActionsError`` `notFound`, `network`.
    public func commit(of entry: ActionLock.Entry) async throws -> CommitSHA {
        if let commit = CommitSHA(entry.ref) { return commit }
        return try await firstSource(of: entry) { url in
            let state = try await Mirror.remoteReferences(url, limits: Self.limits)
            return (state.references[.tag(entry.ref)] ?? state.references[.branch(entry.ref)])?.commit
        }.result
    }

    /// Compares what the lock says with the source. A tag has to be where it was; a branch moves on, and the locked
    /// commit only has to be in its history, which is looked at when it is fetched.
    ///
    /// - Throws: ``ActionsError`` `lockMismatch`. A source that can't be reached disagrees with nothing.
    private func verify(_ pin: ActionLock.Pin, isHere: Bool) async throws {
        guard CommitSHA(pin.entry.ref) == nil else { return }
        if let last = verified[pin], time.now() - last < Self.verificationInterval { return }
        let found: (url: String, result: (tag: CommitSHA?, branch: CommitSHA?))
        do {
            found = try await firstSource(of: pin.entry) { url in
                let references = try await Mirror.remoteReferences(url, limits: Self.limits).references
                let tag = references[.tag(pin.entry.ref)]?.commit
                let branch = references[.branch(pin.entry.ref)]?.commit
                return tag == nil && branch == nil ? nil : (tag, branch)
            }
        } catch let error as ActionsError where isHere && error.code == .network {
            // Nor is it waited for each time while it is away.
            verified[pin] = time.now()
            return
        }
        if let tag = found.result.tag, tag != pin.commit {
            throw ActionsError(
                .lockMismatch,
                "the tag '\(pin.entry.ref)' of \(pin.entry.owner)/\(pin.entry.repository) is not where it was locked: "
                    + "\(ActionLock.path) says \(pin.commit), \(found.url) says \(tag). The tag was moved, or the lock "
                    + "was changed by hand. Look at what is different; then run "
                    + "'anneal actions update \(pin.entry.description)' to take the new commit, or write the old one "
                    + "behind the '@' to keep it")
        }
        if found.result.tag == nil, let branch = found.result.branch, branch != pin.commit, !isHere {
            let mirror = try await fetched(pin.commit, from: found.url)
            if let mirror, try await mirror.contains(branch),
                try await mirror.isAncestor(pin.commit, of: branch) == false
            {
                throw ActionsError(
                    .lockMismatch,
                    "the branch '\(pin.entry.ref)' of \(pin.entry.owner)/\(pin.entry.repository) was rewritten: "
                        + "\(ActionLock.path) says \(pin.commit), which is not in the history of \(branch) at "
                        + "\(found.url). Run 'anneal actions update \(pin.entry.description)' to take the new commit")
            }
        }
        if !Self.isLocal(found.url) { verified[pin] = time.now() }
    }

    // MARK: - Files

    /// The folder with the files of a locked commit, fetched when it is not here yet.
    ///
    /// - Throws: ``ActionsError``.
    public func folder(of pin: ActionLock.Pin) async throws -> String {
        let folder = "\(path)/\(pin.commit.hex)"
        let isHere = access(folder, F_OK) == 0
        try await verify(pin, isHere: isHere)
        if isHere { return folder }
        let mirror = try await mirror(with: pin)
        try await unpack(pin.commit, of: mirror, to: folder)
        return folder
    }

    /// One file of a locked commit: a reusable workflow, say. nil when there is none of that path.
    ///
    /// - Throws: ``ActionsError``.
    public func file(_ file: String, of pin: ActionLock.Pin) async throws -> TreeFile? {
        let known = try await knownMirror(with: pin)
        try await verify(pin, isHere: known != nil)
        let mirror = if let known { known } else { try await mirror(with: pin) }
        return try await mirror.file(at: pin.commit, path: GitPath(file))
    }

    /// One that has the commit already.
    private func knownMirror(with pin: ActionLock.Pin) async throws -> Mirror? {
        guard pin.entry.isFetchable else { return nil }
        for url in sources.urls(owner: pin.entry.owner, repository: pin.entry.repository) {
            let mirror = mirror(of: url)
            if try await mirror.contains(pin.commit) { return mirror }
        }
        return nil
    }

    private func mirror(with pin: ActionLock.Pin) async throws -> Mirror {
        try await firstSource(of: pin.entry) { url in try await self.fetched(pin.commit, from: url) }.result
    }

    /// The mirror of a URL when it has the commit, after a fetch where that is needed.
    private func fetched(_ commit: CommitSHA, from url: String) async throws -> Mirror? {
        let mirror = mirror(of: url)
        if try await mirror.contains(commit) { return mirror }
        _ = try await mirror.fetch(from: url, limits: Self.limits)
        return try await mirror.contains(commit) ? mirror : nil
    }

    private func mirror(of url: String) -> Mirror {
        if let mirror = mirrors[url] { return mirror }
        let digest = SHA256.hash(data: Data(url.utf8)).prefix(16).hexadecimal
        let mirror = Mirror(at: "\(path)/mirrors/\(digest).git")
        mirrors[url] = mirror
        return mirror
    }

    /// Written beside and renamed, so that a folder of that name is always whole.
    private func unpack(_ commit: CommitSHA, of mirror: Mirror, to folder: String) async throws {
        let draft = "\(path)/.\(commit.hex).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let files = FileManager.default
        defer { try? files.removeItem(atPath: draft) }
        do {
            _ = try await mirror.checkout(commit, to: draft)
            try files.removeItem(atPath: draft + "/.git")
        } catch {
            throw ActionsError(.io, "the action's commit \(commit.short) can't be unpacked: \(error)")
        }
        guard rename(draft, folder) == 0 || errno == EEXIST || errno == ENOTEMPTY else {
            throw ActionsError(.io, "cannot make \(folder): \(String(cString: strerror(errno)))")
        }
    }

    // MARK: - Sources

    private static func hint(about ref: String) -> String {
        let isShort = (7..<40).contains(ref.count) && ref.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        return isShort ? ", and a commit is named by all of its 40 digits" : ""
    }

    private static func isLocal(_ url: String) -> Bool { url.hasPrefix("/") || url.hasPrefix("file://") }

    /// The first source that answers with something.
    private func firstSource<Result: Sendable>(
        of entry: ActionLock.Entry, _ ask: (String) async throws -> Result?
    ) async throws -> (url: String, result: Result) {
        guard entry.isFetchable else {
            throw ActionsError(.notFound, "'\(entry.description)' can't be the name of a repository and a reference")
        }
        var absent: [String] = []
        var unreachable: (any Error)?
        for url in sources.urls(owner: entry.owner, repository: entry.repository) {
            do {
                if let result = try await patience.attempt({ try await ask(url) }) { return (url, result) }
                absent.append(url)
            } catch let error as GitError where error.code.isTransient {
                unreachable = unreachable ?? error
            } catch let error as GitError {
                absent.append("\(url) (\(error.message))")
            }
        }
        if let unreachable {
            throw ActionsError(.network, "'\(entry.description)' can't be looked up: \(unreachable)")
        }
        throw ActionsError(
            .notFound,
            "'\(entry.description)' was not found; looked in \(absent.joined(separator: ", ")). "
                + "'actions.sources' says where to look" + Self.hint(about: entry.ref))
    }
}
