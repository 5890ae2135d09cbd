import Core
import Foundation
import Testing

/// A real repository, made by the real `git`, which sees no configuration of the machine.
final class ScratchRepository: Sendable {
    let folder: ScratchFolder
    var path: String { folder.path }

    init() throws {
        folder = try ScratchFolder()
        try git("init", "-q", "-b", "main")
    }

    @discardableResult
    func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
        try Self.git(in: folder.path, arguments, input: input)
    }

    /// - Returns: standard output without the last line end. A failure fails the test.
    @discardableResult
    static func git(in directory: String, _ arguments: [String], input: [UInt8] = []) throws -> String {
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
            "GIT_COMMITTER_DATE": "1700000000 +0000"
        ]
        let child = try ChildProcess(["git", "-C", directory] + arguments, environment: environment)
        let (status, printed, complaint) = child.finish(input: input)
        try #require(status == 0, "git \(arguments): \(String(decoding: complaint, as: UTF8.self))")
        var text = String(decoding: printed, as: UTF8.self)
        if text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    func write(_ text: String, to name: String) throws {
        try folder.write(text, to: name)
    }

    /// Writes files, commits everything and names the commit.
    @discardableResult
    func commit(_ files: [String: String] = [:], message: String = "change") throws -> CommitSHA {
        for (name, text) in files { try write(text, to: name) }
        try git("add", "-A")
        try git("commit", "-q", "--allow-empty", "-m", message)
        return try head()
    }

    func head(_ name: String = "HEAD") throws -> CommitSHA {
        try #require(CommitSHA(try git("rev-parse", name)))
    }

    /// A commit of a tree made byte by byte, with names that git itself refuses.
    /// - Parameter entries: mode as written (`100644`), name, and object name.
    func commit(rawTree entries: [(mode: String, name: [UInt8], id: String)]) throws -> CommitSHA {
        let tree = try rawTree(entries)
        let commit = try git("commit-tree", "-m", "hostile", tree)
        try git("update-ref", "refs/heads/main", commit)
        return try #require(CommitSHA(commit))
    }

    func rawTree(_ entries: [(mode: String, name: [UInt8], id: String)]) throws -> String {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes += Array(entry.mode.utf8) + [0x20] + entry.name + [0]
            bytes += stride(from: 0, to: 40, by: 2).compactMap { UInt8(entry.id.dropFirst($0).prefix(2), radix: 16) }
        }
        return try git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", input: bytes)
    }

    func blob(_ text: String) throws -> String {
        try git("hash-object", "-w", "--stdin", input: Array(text.utf8))
    }
}
