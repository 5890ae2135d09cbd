import Core
import Foundation
import Git
import Testing

@Suite struct CheckoutTests {
    private func git(_ it: MirrorFixture, _ arguments: String...) throws -> String {
        try ScratchRepository.git(in: it.workspace, arguments)
    }

    @Test func `a workspace is a clean repository on its branch, with tags, history and upstream`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.git("tag", "-a", "v1.0", "-m", "one")
        try it.source.git("branch", "other")
        try it.source.write("#!/bin/sh\n", to: "bin/run")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: it.source.folder.path("bin/run"))
        try FileManager.default.createSymbolicLink(atPath: it.source.folder.path("link"), withDestinationPath: "a")
        let sha = try it.source.commit(["d/e/f": "deep"])
        try await it.fetch()
        let report = try await it.mirror.checkout(
            sha, ref: .branch("main"), to: it.workspace, options: CheckoutOptions(origin: it.source.path))
        #expect(report.files == 4 && report.written == 4 && report.branch == .branch("main"))
        #expect(try git(it, "status", "--porcelain").isEmpty)
        #expect(try git(it, "status", "-sb") == "## main...origin/main")
        #expect(try git(it, "describe") == "v1.0-1-g\(sha.short)")
        #expect(try git(it, "log", "--format=%H").split(separator: "\n").count == 2)
        #expect(try git(it, "symbolic-ref", "HEAD") == "refs/heads/main")
        #expect(try git(it, "remote", "get-url", "origin") == it.source.path)
        #expect(try git(it, "branch", "-r").contains("origin/other"))
        #expect(try git(it, "fsck").isEmpty)
        #expect(try git(it, "diff-index", "HEAD").isEmpty)
        #expect(try it.folder.read("workspace/link") == "1")
        let mode = try FileManager.default.attributesOfItem(atPath: it.workspace + "/bin/run")[.posixPermissions]
        #expect(mode as? Int == 0o755)
    }

    @Test func `tags and bare commits detach HEAD`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["a": "1"])
        try it.source.git("tag", "v1")
        try await it.fetch()
        for ref in [GitRef.tag("v1"), nil] {
            let report = try await it.mirror.checkout(sha, ref: ref, to: it.workspace)
            #expect(report.branch == nil)
            #expect(try git(it, "rev-parse", "HEAD") == sha.hex)
            #expect(try git(it, "rev-parse", "--abbrev-ref", "HEAD") == "HEAD")
            #expect(try git(it, "describe", "--tags") == "v1")
        }
    }

    @Test func `a second checkout rewrites only what differs and cleans what is untracked or ignored`() async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1", "b": "1", "gone/x": "1", ".gitignore": "*.log\n"])
        try it.source.git("rm", "-qr", "gone")
        let second = try it.source.commit(["b": "2"])
        try await it.fetch()
        _ = try await it.mirror.checkout(first, to: it.workspace)
        try it.folder.write("junk", to: "workspace/junk/deep/file")
        try it.folder.write("junk", to: "workspace/x.log")
        try it.folder.write("#!/bin/sh\nexit 1\n", to: "workspace/.git/hooks/pre-commit")
        try it.folder.write("[core]\n\tfsmonitor = /bin/false\n", to: "workspace/.git/config")
        let report = try await it.mirror.checkout(second, to: it.workspace)
        #expect(report.written == 1 && report.files == 3)
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: it.workspace)) == [".git", ".gitignore", "a", "b"])
        #expect(!it.folder.exists("workspace/.git/hooks"))
        #expect(try git(it, "status", "--porcelain", "--ignored").isEmpty)
    }

    @Test func `without cleaning, only what the last checkout brought goes`() async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1", "gone/x": "1", "gone/y": "1"])
        try it.source.git("rm", "-qr", "gone")
        let second = try it.source.commit(["a": "2"])
        try await it.fetch()
        _ = try await it.mirror.checkout(first, to: it.workspace)
        try it.folder.write("cache", to: "workspace/gone/cache")
        try it.folder.write("changed", to: "workspace/a")
        _ = try await it.mirror.checkout(second, to: it.workspace, options: CheckoutOptions(clean: false))
        #expect(try it.folder.read("workspace/gone/cache") == "cache")
        #expect(try it.folder.read("workspace/a") == "2")
        #expect(!it.folder.exists("workspace/gone/x"))
        #expect(try git(it, "status", "--porcelain") == "?? gone/")
    }

    @Test func `line ends follow the attributes of the commit, not the machine`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit([".gitattributes": "*.bat text eol=crlf\n", "d/x.bat": "a\nb\n", "d/x.sh": "a\n"]
        )
        try await it.fetch()
        _ = try await it.mirror.checkout(sha, to: it.workspace)
        #expect(try it.folder.read("workspace/d/x.bat").utf8.elementsEqual("a\r\nb\r\n".utf8))
        #expect(try it.folder.read("workspace/d/x.sh").utf8.elementsEqual("a\n".utf8))
        #expect(try git(it, "status", "--porcelain").isEmpty)
    }

    @Test func `a submodule is an empty folder and is named`() async throws {
        let it = try MirrorFixture()
        let other = try it.source.commit(["a": "1"])
        let modules = "[submodule \"lib\"]\n\tpath = lib\n\turl = https://example.org/lib\n"
        let sha = try it.source.commit(rawTree: [
            ("100644", Array(".gitmodules".utf8), try it.source.blob(modules)),
            ("160000", Array("lib".utf8), other.hex)
        ])
        try await it.fetch()
        let report = try await it.mirror.checkout(sha, to: it.workspace)
        #expect(report.submodules == ["lib"])
        #expect(try git(it, "status", "--porcelain").isEmpty)
    }

    @Test func `limits on files and bytes stop a tree that spells more than a disk holds`() async throws {
        let it = try MirrorFixture()
        let blob = try it.source.blob("bomb")
        var tree = try it.source.rawTree((0..<10).map { ("100644", Array("f\($0)".utf8), blob) })
        for _ in 0..<9 {
            tree = try it.source.rawTree((0..<10).map { ("40000", Array("d\($0)".utf8), tree) })
        }
        let sha = try it.source.commit(rawTree: [("40000", Array("top".utf8), tree)])
        try await it.fetch()
        var options = CheckoutOptions()
        options.mostFiles = 1000
        let error = await #expect(throws: GitError.self) {
            try await it.mirror.checkout(sha, to: it.workspace, options: options)
        }
        #expect(error?.code == .tooLarge)
        options.mostFiles = 1_000_000
        options.mostBytes = 1000
        let second = await #expect(throws: GitError.self) {
            try await it.mirror.checkout(sha, to: it.workspace, options: options)
        }
        #expect(second?.code == .tooLarge)
        #expect(!it.folder.exists("workspace"))
    }
}
