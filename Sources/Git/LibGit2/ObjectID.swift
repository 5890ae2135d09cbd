import CLibGit2
import Core

/// The name of an object as libgit2 keeps it: 20 bytes.
struct ObjectID: Hashable {
    var raw: git_oid

    init(_ raw: git_oid) {
        self.raw = raw
    }

    /// - Throws: `unsupported` for a SHA-256 name, which libgit2 1.5 cannot read.
    init(_ sha: CommitSHA) throws(GitError) {
        raw = git_oid()
        guard sha.hex.utf8.count == 40, git_oid_fromstr(&raw, sha.hex) == 0 else {
            throw GitError(.unsupported, "\(sha) is a SHA-256 name; only SHA-1 repositories can be read")
        }
    }

    static func == (left: ObjectID, right: ObjectID) -> Bool {
        withUnsafePointer(to: left.raw) { first in
            withUnsafePointer(to: right.raw) { second in git_oid_equal(first, second) == 1 }
        }
    }

    func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: raw) { hasher.combine(bytes: $0) }
    }

    /// 40 hexadecimal digits. It need not name a commit: git names trees, blobs and tags in the same way.
    var sha: CommitSHA {
        CommitSHA(withUnsafeBytes(of: raw) { $0.hexadecimal }) ?? .zero
    }

    func withPointer<Result>(_ body: (UnsafePointer<git_oid>) -> Result) -> Result {
        withUnsafePointer(to: raw, body)
    }
}
