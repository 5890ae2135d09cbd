import Testing

@Suite struct RepositoryTests {
    @Test func `a path is made absolute and the hook is the next step`() async throws {
        let (anneal, server) = try Anneal.with(["POST /api/v1/repositories": [.json(Samples.repository, status: 201)]])
        let outcome = await anneal("repo", "add", "weather", "git/weather.git")
        #expect(
            outcome
                == .init(
                    code: 0,
                    output: """
                        added weather: /srv/git/weather.git
                        next, for pushes that are noticed at once:
                          anneal hooks install /srv/git/weather.git

                        """))
        let path = anneal.scratch.path
        #expect(
            server.requests == [
                #"POST /api/v1/repositories Bearer secret-token {"name":"weather","url":"\#(path)/git/weather.git"}"#
            ])
    }

    @Test func `secrets come from files, without the line feed an editor adds`() async throws {
        let (anneal, server) = try Anneal.with([
            "POST /api/v1/repositories": [
                .json(Samples.repository.replacing(#""git""#, with: #""github""#), status: 201)
            ]
        ])
        try anneal.scratch.write("s3cr3t-of-hook\n", to: "secret")
        let outcome = await anneal(
            "repo", "add", "weather", "https://github.com/acme/weather", "--forge", "github", "--webhook-secret-file",
            "secret")
        #expect(outcome.output.contains("  \(server.address)/hooks/github\n"))
        #expect(!outcome.output.contains("s3cr3t"))
        #expect(
            server.requests == [
                #"POST /api/v1/repositories Bearer secret-token {"name":"weather","url":"https://github.com/acme/weather","forge":"github","webhook_secret":"s3cr3t-of-hook"}"#
            ])
    }

    @Test(arguments: ["git@example.org:acme/weather.git", "ssh://git@example.org/weather", "file:///srv/weather"])
    func `an address is sent as it is`(url: String) async throws {
        let (anneal, server) = try Anneal.with(["POST /api/v1/repositories": [.json(Samples.repository, status: 201)]])
        _ = await anneal("repo", "add", "weather", url)
        #expect(
            server.requests == [#"POST /api/v1/repositories Bearer secret-token {"name":"weather","url":"\#(url)"}"#])
    }

    @Test func `a repository is shown`() async throws {
        let (anneal, _) = try Anneal.with(["GET /api/v1/repositories/acme%2Fweather": [.json(Samples.repository)]])
        #expect(
            await anneal("repo", "show", "acme/weather")
                == .init(
                    code: 0,
                    output: """
                        name            weather
                        url             /srv/git/weather.git
                        forge           git
                        workflows       .anneal/workflows
                        default branch  not known yet
                        webhook secret  none
                        credential      none
                        spool           /srv/spool/1
                        added           1 h ago

                        """))
    }

    @Test func `removing asks first, and does nothing on a no`() async throws {
        var (anneal, server) = try Anneal.with([
            "GET /api/v1/repositories/weather": [.json(Samples.repository)],
            "DELETE /api/v1/repositories/weather": [.json("", status: 204)]
        ])
        #expect(
            await anneal("repo", "remove", "weather")
                == .init(
                    code: 2, output: "",
                    error:
                        "anneal: removing 'weather' deletes its runs and logs: say --yes when nobody can be asked\n"))
        anneal.answer = "n"
        #expect(
            await anneal("repo", "remove", "weather") == .init(code: 1, output: "", error: "nothing was removed\n"))
        #expect(!server.requests.contains { $0.hasPrefix("DELETE") })
        anneal.answer = "y"
        #expect(await anneal("repo", "remove", "weather") == .init(code: 0, output: "removed weather\n"))
        #expect(await anneal("repo", "remove", "weather", "--yes").code == 0)
        #expect(server.requests.count { $0.hasPrefix("DELETE") } == 2)
    }
}
