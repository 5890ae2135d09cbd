import Foundation
import Testing

@Suite struct ServerLocationTests {
    @Test func `without any server it says how to get one`() async throws {
        let anneal = Anneal(scratch: try Scratch())
        let outcome = await anneal("repo", "list")
        #expect(
            outcome
                == .init(
                    code: 2, output: "",
                    error: """
                        anneal: no server runs on this machine with the data folder \(anneal.scratch.path)/.local/share/anneal
                          Start one with 'anneal serve', or say where it is with --url and --token-file (ANNEAL_URL, ANNEAL_TOKEN).

                        """))
    }

    @Test func `a server on this machine is found by its data folder`() async throws {
        let scratch = try Scratch()
        let server = try ScriptedServer(["GET /api/v1/repositories": [.json(Samples.items())]], in: scratch)
        try scratch.write(server.address + "\n", to: "data/address")
        try scratch.write("the-token\n", to: "data/admin-token", mode: 0o600)
        let outcome = await Anneal(scratch: scratch)("repo", "list", "--data", "data")
        #expect(outcome == .init(code: 0, output: "", error: "no repositories yet: anneal repo add NAME URL\n"))
        #expect(server.requests == ["GET /api/v1/repositories Bearer the-token"])
    }

    @Test func `this machine's token is not sent to another server`() async throws {
        let scratch = try Scratch()
        let server = try ScriptedServer(["GET /api/v1/repositories": [.json(Samples.items())]], in: scratch)
        try scratch.write("http://127.0.0.1:1\n", to: "data/address")
        try scratch.write("the-token\n", to: "data/admin-token", mode: 0o600)
        _ = await Anneal(scratch: scratch)("repo", "list", "--data", "data", "--url", server.address)
        #expect(server.requests == ["GET /api/v1/repositories -"])
    }

    @Test(arguments: ["http://ci.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1:8080"])
    func `a token does not travel in the open`(url: String) async throws {
        let outcome = await Anneal(scratch: try Scratch())("repo", "list", "--url", url, "--token", "s3cr3t-token")
        #expect(outcome.code == 2)
        #expect(outcome.error.hasPrefix("anneal: the token will not be sent to \(url): over plain http"))
        #expect(!outcome.error.contains("s3cr3t-token"))
    }

    @Test(arguments: ["ftp://a", "http://user@127.0.0.1", "8080", "http://"])
    func `nonsense is no address`(url: String) async throws {
        let outcome = await Anneal(scratch: try Scratch())("repo", "list", "--url", url)
        #expect(outcome.code == 2)
        #expect(outcome.error.hasPrefix("anneal: '\(url)' is not a server's address"))
    }

    @Test func `a wrong token is named by where it came from and never printed`() async throws {
        let (anneal, server) = try Anneal.with(["GET /api/v1/repositories": [.json("{}", status: 401)]])
        let outcome = await anneal("repo", "list")
        #expect(
            outcome
                == .init(
                    code: 2, output: "",
                    error: """
                        anneal: \(server.address) does not take the token from ANNEAL_TOKEN
                          The right one is in the server's DATA/admin-token.

                        """))
    }

    @Test func `a server that is gone is said to be gone`() async throws {
        let scratch = try Scratch()
        try scratch.write("http://127.0.0.1:1\n", to: "data/address")
        let outcome = await Anneal(scratch: scratch)("repo", "list", "--data", "data")
        #expect(outcome.code == 2)
        let path = scratch.path + "/data/address"
        #expect(
            outcome.error.hasPrefix("anneal: no server answers at http://127.0.0.1:1 (the address is from \(path))\n"))
        #expect(outcome.error.contains("'anneal serve' starts it"))
    }

    @Test func `a token of several lines is refused before it becomes a header`() async throws {
        let scratch = try Scratch()
        try scratch.write("one\nX-Evil: 1\n", to: "token")
        let outcome = await Anneal(scratch: scratch)(
            "repo", "list", "--url", "http://127.0.0.1:1", "--token-file", "token")
        #expect(
            outcome
                == .init(
                    code: 2, output: "",
                    error: "anneal: \(scratch.path)/token holds no token: one line of letters and digits is expected\n")
        )
    }
}
