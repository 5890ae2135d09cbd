import Foundation
import Testing

@testable import Commands

@Suite struct HookTests {
    /// A bare repository, and a server that knows it.
    private func setUp() throws -> Anneal {
        let scratch = try Scratch()
        try scratch.git("init", "--quiet", "--bare", "weather.git")
        for folder in ["tmp", "new"] {
            try FileManager.default.createDirectory(
                atPath: "\(scratch.path)/it's a spool/\(folder)", withIntermediateDirectories: true)
        }
        let known = Samples.repository.replacing("/srv/git", with: scratch.path)
            .replacing("/srv/spool/1", with: scratch.path + "/it's a spool")
        let server = try ScriptedServer(["GET /api/v1/repositories": [.json(Samples.items(known))]], in: scratch)
        return Anneal(scratch: scratch, environment: ["ANNEAL_URL": server.address], server: server)
    }

    @Test func `the script inside the executable is the one in hooks`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
            .standardized
        #expect(
            PostReceiveHook.script
                == (try String(contentsOf: root.appendingPathComponent("hooks/post-receive"), encoding: .utf8)))
    }

    @Test func `an installed hook queues a push in the repository's spool folder`() async throws {
        let anneal = try setUp()
        let scratch = anneal.scratch
        let hook = scratch.path + "/weather.git/hooks/post-receive"
        #expect(
            await anneal("hooks", "install", "weather.git") == .init(code: 0, output: "installed \(hook) for weather\n")
        )
        #expect(try scratch.mode("weather.git/hooks/post-receive") == 0o755)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: hook)
        let input = Pipe()
        process.standardInput = input
        try process.run()
        input.fileHandleForWriting.write(Data("a b refs/heads/main\n".utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        let queued = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/it's a spool/new")
        #expect(queued.count == 1)
        #expect(try scratch.read("it's a spool/new/\(queued.first ?? "")") == "a b refs/heads/main\n")
        #expect(
            await anneal("hooks", "install", "weather.git") == .init(code: 0, output: "\(hook) is in place already\n"))
    }

    @Test func `a hook that was there is kept and put back`() async throws {
        let anneal = try setUp()
        let scratch = anneal.scratch
        try scratch.write("#!/bin/sh\necho mine\n", to: "weather.git/hooks/post-receive", mode: 0o755)
        let outcome = await anneal("hooks", "install", "weather.git")
        #expect(
            outcome.output.hasSuffix("the hook that was there is now post-receive.local and still gets every push\n"))
        #expect(try scratch.read("weather.git/hooks/post-receive.local") == "#!/bin/sh\necho mine\n")
        let hook = scratch.path + "/weather.git/hooks/post-receive"
        #expect(
            await anneal("hooks", "uninstall", "weather.git")
                == .init(code: 0, output: "removed our hook; \(hook) is yours again\n"))
        #expect(try scratch.read("weather.git/hooks/post-receive") == "#!/bin/sh\necho mine\n")
        #expect(!scratch.exists("weather.git/hooks/post-receive.local"))
        #expect(
            await anneal("hooks", "uninstall", "weather.git")
                == .init(code: 0, output: "there is no hook of ours in \(scratch.path)/weather.git/hooks\n"))
    }

    @Test func `two hooks of somebody else's are touched by nobody`() async throws {
        let anneal = try setUp()
        try anneal.scratch.write("one", to: "weather.git/hooks/post-receive")
        try anneal.scratch.write("two", to: "weather.git/hooks/post-receive.local")
        #expect(await anneal("hooks", "install", "weather.git").code == 2)
        #expect(try anneal.scratch.read("weather.git/hooks/post-receive") == "one")
        #expect(try anneal.scratch.read("weather.git/hooks/post-receive.local") == "two")
    }

    @Test func `a folder that is no repository, or a repository nobody added, is refused`() async throws {
        let anneal = try setUp()
        let path = anneal.scratch.path
        try anneal.scratch.git("init", "--quiet", "other")
        #expect(
            await anneal("hooks", "install", ".")
                == .init(
                    code: 2, output: "",
                    error: "anneal: \(path) is no git repository: it has no HEAD, objects and refs\n"))
        #expect(
            await anneal("hooks", "install", "other").error.hasPrefix(
                "anneal: no repository was added with the path \(path)/other\n"))
        try anneal.scratch.git("-C", "other", "config", "core.hooksPath", "/elsewhere")
        #expect(
            await anneal("hooks", "install", "other").error.hasPrefix(
                "anneal: \(path)/other/.git/config sets core.hooksPath"))
    }
}
