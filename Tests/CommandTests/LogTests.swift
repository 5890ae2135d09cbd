import Testing

@Suite struct LogTests {
    @Test func `logs of several jobs are printed one after the other, byte for byte`() async throws {
        let (anneal, server) = try Anneal.with([
            "GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit"), Samples.job(2, "model")))],
            "GET /api/v1/jobs/1/log": [
                .init(
                    status: 206, type: "text/plain", body: "\u{1B}[1mone", headers: ["Content-Range": "bytes 0-6/11"]),
                .init(status: 206, type: "text/plain", body: "\ntwo", headers: ["Content-Range": "bytes 7-10/11"])
            ],
            "GET /api/v1/jobs/2/log": [.init(status: 416, type: "text/plain", body: "")]
        ])
        let outcome = await anneal("runs", "logs", "9")
        #expect(outcome == .init(code: 0, output: "==> unit <==\n\u{1B}[1mone\ntwo\n==> model <==\n"))
        #expect(server.requests[2] == "GET /api/v1/jobs/1/log Bearer secret-token bytes=7-4194310")
    }

    @Test func `following prefixes lines, joins cut ones, and ends with the run's exit code`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, conclusion: "failure"))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit"), Samples.job(2, "model")))],
            "GET /live/jobs/1/log?attempt=1": [
                .events(
                    ": listening\n\nevent: log\nid: 3\ndata: \"on\"\n\nevent: log\nid: 9\ndata: \"e\\ntwo\"\n\n"
                        + Self.end)
            ],
            "GET /live/jobs/2/log?attempt=1": [.events(Self.end)]
        ])
        let outcome = await anneal("runs", "logs", "9", "-f")
        #expect(outcome == .init(code: 1, output: "unit | one\nunit | two\n", error: "run 9: failure\n"))
    }

    @Test(arguments: [("success", 0), ("warning", 0), ("skipped", 0), ("cancelled", 1), ("failure", 1)])
    func `the exit code of following says how the run ended`(conclusion: String, code: Int32) async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, conclusion: conclusion))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items())]
        ])
        #expect(
            await anneal("runs", "logs", "9", "--follow")
                == .init(code: code, output: "", error: "run 9: \(conclusion)\n"))
    }

    @Test func `following waits for the ring that the run has changed`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, state: "running", conclusion: nil)), .json(Samples.run(9))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit")))],
            "GET /live/runs/9": [.events("event: run\ndata: {\"id\":9}\n\n")],
            "GET /live/jobs/1/log?attempt=1": [.events("event: log\nid: 5\ndata: \"only\\n\"\n\n" + Self.end)]
        ])
        #expect(await anneal("runs", "logs", "9", "-f") == .init(code: 0, output: "only\n", error: "run 9: success\n"))
    }

    @Test func `a job that is not there is named`() async throws {
        let (anneal, _) = try Anneal.with(["GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit")))]])
        #expect(
            await anneal("runs", "logs", "9", "--job", "train")
                == .init(code: 2, output: "", error: "anneal: run 9 has no job 'train': see anneal runs show 9\n"))
    }

    @Test func `a log that the server refuses ends the following, though the run goes on`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, state: "running", conclusion: nil))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit")))],
            "GET /live/jobs/1/log?attempt=1": [.json("{}", status: 403)]
        ])
        #expect(
            await anneal("runs", "logs", "9", "-f")
                == .init(
                    code: 2, output: "", error: "anneal: \(anneal.server?.address ?? "") answered with status 403\n"))
    }

    private static let end = "event: end\nid: 9\ndata: {}\n\n"
}
