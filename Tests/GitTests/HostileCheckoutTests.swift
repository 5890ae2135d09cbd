import Core
import Foundation
import Git
import Testing

@Suite struct HostileCheckoutTests {
    static let names: [String] = [
        "..", ".", ".git", ".GIT", ".Git", ".git ", ".git.", ".git. .", "git~1", "GIT~1", ".git::$INDEX_ALLOCATION",
        ".git:x", ".g\u{200C}it", "\u{FEFF}.git", "..\\x", ".git\\config", "a\\.git\\hooks", "a/b", "../x", "/etc",
        String(repeating: "n", count: 256)
    ]

    @Test(arguments: names)
    func `a name that git would not write is refused before anything is touched`(name: String) async throws {
        let it = try MirrorFixture()
        let blob = try it.source.blob("owned")
        let sha = try it.source.commit(rawTree: [("100644", Array(name.utf8), blob)])
        let inner = try it.source.rawTree([("100644", Array(name.utf8), blob)])
        let nested = try it.source.commit(rawTree: [("40000", Array("dir".utf8), inner)])
        try it.source.git("update-ref", "refs/heads/flat", sha.hex)
        try await it.fetch()
        for sha in [sha, nested] {
            let error = await #expect(throws: GitError.self) { try await it.mirror.checkout(sha, to: it.workspace) }
            #expect(error?.code == .hostileTree, "\(String(describing: error))")
            #expect(error?.message.hasPrefix("refused to check out") == true)
        }
        #expect(!it.folder.exists("workspace"))
    }

    @Test func `a link and a folder of the same name are refused`() async throws {
        let it = try MirrorFixture()
        let inner = try it.source.rawTree([("100644", Array("passwd".utf8), try it.source.blob("owned"))])
        let target = try it.source.blob(it.folder.path("outside"))
        let sha = try it.source.commit(rawTree: [
            ("120000", Array("a".utf8), target), ("100644", Array("a.b".utf8), target),
            ("40000", Array("a".utf8), inner)
        ])
        try await it.fetch()
        let error = await #expect(throws: GitError.self) { try await it.mirror.checkout(sha, to: it.workspace) }
        #expect(error?.message.contains("\"a\" is there twice") == true)
    }

    @Test(arguments: ["100777", "020644", "0"])
    func `a file mode that git does not write is refused`(mode: String) async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(rawTree: [(mode, Array("a".utf8), try it.source.blob("x"))])
        try await it.fetch()
        await #expect(throws: GitError.self) { try await it.mirror.checkout(sha, to: it.workspace) }
    }

    @Test(arguments: [
        "[submodule \"../../hooks\"]", "[submodule \"a/../../b\"]", "[Submodule \".\\./x\"]", "[submodule \"/abs\"]",
        "[submodule \"x\"]\n\tpath = ../out", "[submodule \"x\"]\n\tpath = -x", "[submodule \"x\"]\n\turl = -u./evil"
    ])
    func `a hostile submodule is refused`(modules: String) async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit([".gitmodules": modules + "\n"])
        try await it.fetch()
        let error = await #expect(throws: GitError.self) { try await it.mirror.checkout(sha, to: it.workspace) }
        #expect(error?.code == .hostileTree)
    }

    @Test func `a link left in the workspace is replaced, never followed`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["dir/file": "good", "top": "good"])
        try await it.fetch()
        try it.folder.write("precious", to: "outside/file")
        try it.folder.write("precious", to: "outside/extra")
        let manager = FileManager.default
        for options in [CheckoutOptions(clean: true), CheckoutOptions(clean: false)] {
            _ = try await it.mirror.checkout(sha, to: it.workspace, options: options)
            for name in ["dir", "top", ".git"] { try manager.removeItem(atPath: it.workspace + "/" + name) }
            for name in ["dir", ".git", "untracked"] where !it.folder.exists("workspace/" + name) {
                try manager.createSymbolicLink(
                    atPath: it.workspace + "/" + name, withDestinationPath: it.folder.path("outside"))
            }
            try manager.createSymbolicLink(
                atPath: it.workspace + "/top", withDestinationPath: it.folder.path("outside/file"))
            _ = try await it.mirror.checkout(sha, to: it.workspace, options: options)
            #expect(try manager.contentsOfDirectory(atPath: it.folder.path("outside")).sorted() == ["extra", "file"])
            #expect(try it.folder.read("outside/file") == "precious")
            #expect(try it.folder.read("workspace/dir/file") == "good")
            #expect(it.folder.exists("workspace/untracked") == !options.clean)
        }
    }

    @Test func `a workspace that is itself a link is refused`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["a": "1"])
        try await it.fetch()
        try it.folder.write("precious", to: "outside/a")
        try FileManager.default.createSymbolicLink(
            atPath: it.workspace, withDestinationPath: it.folder.path("outside"))
        await #expect(throws: GitError.self) { try await it.mirror.checkout(sha, to: it.workspace) }
        #expect(try it.folder.read("outside/a") == "precious")
    }

    @Test func `a file with a second name outside is unlinked, not written into`() async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1"])
        let second = try it.source.commit(["a": "2"])
        try await it.fetch()
        _ = try await it.mirror.checkout(first, to: it.workspace)
        try FileManager.default.removeItem(atPath: it.workspace + "/a")
        try it.folder.write("1", to: "outside")
        try FileManager.default.linkItem(atPath: it.folder.path("outside"), toPath: it.workspace + "/a")
        _ = try await it.mirror.checkout(first, to: it.workspace)
        _ = try await it.mirror.checkout(second, to: it.workspace)
        #expect(try it.folder.read("outside") == "1")
        #expect(try it.folder.read("workspace/a") == "2")
    }

    @Test func `very deep folders are cleaned away`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["a": "1"])
        try await it.fetch()
        _ = try await it.mirror.checkout(sha, to: it.workspace)
        let script = "import os\nos.chdir(os.sys.argv[1])\nfor _ in range(3000):\n os.mkdir('deep'); os.chdir('deep')\n"
        let child = try ChildProcess(
            ["python3", "-c", script, it.workspace], environment: ProcessInfo.processInfo.environment)
        try #require(child.finish(input: []).status == 0)
        _ = try await it.mirror.checkout(sha, to: it.workspace)
        #expect(try FileManager.default.contentsOfDirectory(atPath: it.workspace).sorted() == [".git", "a"])
    }

    @Test func `an index or record forged by a job is not believed`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["a": "1"])
        try await it.fetch()
        _ = try await it.mirror.checkout(sha, to: it.workspace)
        try it.folder.write("../../etc/passwd", to: "workspace/.git/anneal-checkout")
        try it.folder.write("nonsense", to: "workspace/.git/index")
        _ = try await it.mirror.checkout(sha, to: it.workspace, options: CheckoutOptions(clean: false))
        #expect(try ScratchRepository.git(in: it.workspace, ["status", "--porcelain"]).isEmpty)
    }
}
