import Core
import Foundation
import Git
import Testing

@Suite struct SnapshotTests {
    /// Every file of the user's repository folder with its bytes.
    private func contents(of folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            contents[name] = (try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))) ?? Data()
        }
        return contents
    }

    @Test func `a clean tree is HEAD itself`() async throws {
        let it = try MirrorFixture()
        let head = try it.source.commit(["a": "1"])
        let snapshot = try await it.mirror.snapshot(of: it.source.path)
        #expect(snapshot.commit == head && snapshot.base == head && snapshot.changed.isEmpty)
        #expect(snapshot.branch == .branch("main"))
    }

    @Test func `a snapshot has what is on disk and leaves the repository alone`() async throws {
        let it = try MirrorFixture()
        let user = it.source
        let head = try user.commit([
            "kept": "1", "edited": "1", "deleted": "1", "staged": "1", "untracked but there": "1", "d/x": "1",
            ".gitignore": "*.log\n", "tracked.txt": "1"
        ])
        try user.folder.write("secret.txt\n", to: ".git/info/exclude")
        try user.write("2", to: "edited")
        try FileManager.default.removeItem(atPath: user.folder.path("deleted"))
        try user.write("2", to: "staged")
        try user.git("add", "staged")
        try user.git("rm", "-q", "--cached", "untracked but there")
        try user.write("new", to: "new/file name\n.txt")
        try user.write("no", to: "d/noise.log")
        try user.write("no", to: "secret.txt")
        try user.write("#!/bin/sh\n", to: "run")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: user.folder.path("run"))
        try FileManager.default.createSymbolicLink(
            atPath: user.folder.path("link"), withDestinationPath: "/etc/passwd")
        let before = try contents(of: user.folder.path(".git"))

        let snapshot = try await it.mirror.snapshot(of: user.folder.path("d"))
        #expect(try contents(of: user.folder.path(".git")) == before)
        #expect(snapshot.base == head && snapshot.leftOut.isEmpty)
        #expect(snapshot.changed == ["deleted", "edited", "link", "new/file name\n.txt", "run", "staged"])
        let tree = try ScratchRepository.git(in: it.mirror.path, ["ls-tree", "-rz", snapshot.commit.hex])
        let lines = tree.split(separator: "\0").map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
        #expect(
            Set(lines.map { $0[1] }) == [
                ".gitignore", "kept", "edited", "staged", "untracked but there", "d/x", "tracked.txt",
                "new/file name\n.txt", "run", "link"
            ])
        #expect(lines.first { $0[1] == "run" }?[0].hasPrefix("100755") == true)
        #expect(lines.first { $0[1] == "link" }?[0].hasPrefix("120000") == true)
        #expect(try await it.mirror.snapshot(of: user.path).commit == snapshot.commit)

        _ = try await it.mirror.checkout(snapshot.commit, ref: .branch("main"), to: it.workspace)
        #expect(try it.folder.read("workspace/edited") == "2")
        #expect(try ScratchRepository.git(in: it.workspace, ["status", "--porcelain"]).isEmpty)
        #expect(try ScratchRepository.git(in: it.mirror.path, ["fsck", "--strict", "--no-dangling"]).isEmpty)
    }

    @Test func `a repository without a commit gives a root commit`() async throws {
        let it = try MirrorFixture()
        try it.source.write("1", to: "a")
        let snapshot = try await it.mirror.snapshot(of: it.source.path)
        #expect(snapshot.base == nil && snapshot.changed == ["a"])
        #expect(try await it.mirror.commit(snapshot.commit).parents.isEmpty)
    }

    @Test func `a nested repository is left out and said`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.git("init", "-q", "nested")
        try ScratchRepository.git(in: it.source.folder.path("nested"), ["commit", "-q", "--allow-empty", "-m", "x"])
        let snapshot = try await it.mirror.snapshot(of: it.source.path)
        #expect(snapshot.changed.isEmpty)
        #expect(snapshot.leftOut == ["nested/: it is a repository of its own"])
    }

    @Test func `a folder outside any repository says what to do`() async throws {
        let it = try MirrorFixture()
        let error = await #expect(throws: GitError.self) { try await it.mirror.snapshot(of: it.folder.path) }
        #expect(error?.description.contains("git init") == true)
    }
}
