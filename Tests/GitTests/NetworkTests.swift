import Core
import Foundation
import Git
import Testing

@Suite struct NetworkTests {
    @Test func `a fetch over http brings the same as one from the path`() async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1"])
        try it.source.git("tag", "-a", "v1", "-m", "one")
        try it.source.git("branch", "topic")
        let server = try PythonServer(serving: it.source.path)
        let url = "http://127.0.0.1:\(server.port)/.git"
        let one = try await it.mirror.fetch(from: url)
        #expect(one.updates.map(\.ref.name) == ["refs/heads/main", "refs/heads/topic", "refs/tags/v1"])
        #expect(one.updates.last?.after?.commit == first)
        #expect(one.updates.last?.after?.object != first)
        #expect(try await it.mirror.defaultBranch() == .branch("main"))

        try it.source.git("branch", "-D", "topic")
        let second = try it.source.commit(["a": "2"])
        let remote = try await Mirror.remoteReferences(url)
        #expect(remote == (try await Mirror.remoteReferences(it.source.path)))
        let two = try await it.mirror.fetch(from: url)
        #expect(two.updates.map(\.after?.commit) == [nil, second])
        #expect(try await it.mirror.changes(from: first, to: second).map(\.path) == ["a"])
        #expect(try await it.mirror.fetch(from: url).updates.isEmpty)
        withExtendedLifetime(server) {}
    }

    @Test func `a token is sent when asked for, and a wrong or missing one is said once`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        let server = try PythonServer(serving: it.source.path, token: "right")
        let url = "http://127.0.0.1:\(server.port)/.git"
        let good = Credentials.token(user: "x", Secret("right"))
        #expect(try await it.mirror.fetch(from: url, credentials: good).updates.count == 1)
        for credentials in [Credentials.token(user: "x", Secret("wrong")), nil] {
            let error = await #expect(throws: GitError.self) {
                try await Mirror.remoteReferences(url, credentials: credentials)
            }
            #expect(error?.code == .authentication, "\(String(describing: error))")
            #expect(error.map { "\($0)" }?.contains("wrong") == false)
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["http://127.0.0.1:PORT/a.git", "https://127.0.0.1:PORT/a.git", "ssh://git@127.0.0.1:PORT/a.git"])
    func `a remote that says nothing is given up, and a cancelled fetch ends`(pattern: String) async throws {
        let folder = try ScratchFolder()
        let server = try PythonServer(silentWritingTo: folder.path("said"))
        let url = pattern.replacing("PORT", with: "\(server.port)")
        let key = Credentials.sshKey(path: folder.path("key"))
        var limits = FetchLimits()
        limits.idle = .milliseconds(300)
        let error = await #expect(throws: GitError.self) {
            try await Mirror.remoteReferences(url, credentials: key, limits: limits)
        }
        #expect(error?.code == .timedOut, "\(String(describing: error))")
        if pattern.hasPrefix("ssh") { #expect(try folder.read("said").hasPrefix("SSH-2.0")) }

        let task = Task { try await Mirror.remoteReferences(url, credentials: key) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [(404, GitError.Code.notFound), (403, .authentication), (503, .network), (429, .network)])
    func `what a server answers tells whether trying again may help`(status: Int, code: GitError.Code) async throws {
        let server = try PythonServer([
            "-c",
            """
            import http.server, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def log_message(self, *arguments): pass
                def do_GET(self): self.send_response(int(sys.argv[1])); self.send_header("Content-Length", "0"); self.end_headers()
            server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """, "\(status)"
        ])
        let error = await #expect(throws: GitError.self) {
            try await Mirror.remoteReferences("http://127.0.0.1:\(server.port)/a")
        }
        #expect(error?.code == code, "\(String(describing: error))")
        withExtendedLifetime(server) {}
    }

    @Test func `a port that nobody listens on is a network error`() async throws {
        let error = await #expect(throws: GitError.self) { try await Mirror.remoteReferences("http://127.0.0.1:1/a") }
        #expect(error?.code == .network, "\(String(describing: error))")
    }
}
