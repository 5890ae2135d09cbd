import Testing

@Suite struct RunTests {
    @Test func `runs are a table for people`() async throws {
        let list = Samples.items(Samples.run(12), Samples.run(9, state: "running", conclusion: nil))
        let (anneal, server) = try Anneal.with([
            "GET /api/v1/runs?repository=weather&ref=refs%2Fheads%2Fmain&limit=20": [.json(list)]
        ])
        let outcome = await anneal("runs", "list", "--repository", "weather", "--ref", "main")
        #expect(
            outcome
                == .init(
                    code: 0,
                    output: """
                        RUN  STATE    REPOSITORY  WORKFLOW  REF   COMMIT   STARTED    TOOK
                        12   success  weather     CI #5     main  0123456  5 min ago  1 min 05 s
                        9    running  weather     CI #5     main  0123456  5 min ago  5 min 00 s

                        """))
        #expect(server.requests.count == 1)
    }

    @Test func `a run is one object a line for programs, with its documented keys first and always there`() async throws
    {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs?limit=20": [.json(Samples.items(Samples.run(9, state: "running", conclusion: nil)))]
        ])
        let outcome = await anneal("runs", "list", "--json")
        #expect(
            outcome
                == .init(
                    code: 0,
                    output: #"""
                        {"id":9,"number":5,"repository":"weather","workflow":".anneal/workflows/ci.yml","event":3,"ref":"refs/heads/main","sha":"0123456789012345678901234567890123456789","state":"running","conclusion":null,"created_at":"2027-01-15T07:55:00.000Z","started_at":"2027-01-15T07:55:00.000Z","finished_at":null,"attempt":1,"diagnostics":[],"name":"Fix the rain","seed":7,"workflow_name":"CI"}

                        """#))
    }

    @Test func `a limit above the server's page asks for page after page`() async throws {
        let (anneal, server) = try Anneal.with([
            "GET /api/v1/runs?limit=200": [.json(Samples.items(Samples.run(12), next: 12))],
            "GET /api/v1/runs?limit=200&before=12": [.json(Samples.items(Samples.run(11)))]
        ])
        let outcome = await anneal("runs", "list", "--limit", "500")
        #expect(outcome.output.split(separator: "\n").map { $0.prefix(2) } == ["RU", "12", "11"])
        #expect(server.requests.count == 2)
    }

    @Test func `an unknown state is refused with those there are`() async throws {
        let outcome = await Anneal(scratch: try Scratch())("runs", "list", "--state", "done")
        #expect(outcome.code == 2)
        #expect(outcome.error.contains("known are: queued, running, completed"))
    }

    @Test func `a run is shown with its jobs, steps and reasons`() async throws {
        let steps = #"""
            {"index":0,"name":"Checkout","conclusion":"success","started_at":"2027-01-15T07:55:00.000Z","finished_at":"2027-01-15T07:55:00.400Z"},{"index":1,"name":"Test","conclusion":"failure","exit_code":3,"started_at":"2027-01-15T07:55:00.400Z","finished_at":"2027-01-15T07:55:02.400Z"}
            """#
        let skipped = Samples.job(2, "model", conclusion: "skipped", reason: "unchanged since 0123456, where it passed")
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, conclusion: "failure"))],
            "GET /api/v1/runs/9/jobs": [
                .json(Samples.items(Samples.job(1, "unit", conclusion: "failure", steps: steps), skipped))
            ]
        ])
        let outcome = await anneal("runs", "show", "run:9")
        #expect(
            outcome
                == .init(
                    code: 0,
                    output: """
                        run 9 Fix the rain: failure
                          weather, .anneal/workflows/ci.yml #5, event 3, attempt 1
                          at main 0123456
                          started 5 min ago, took 1 min 05 s

                        job 1 unit: failure, 2.5 s
                          success  Checkout  0.4 s
                          failure  Test      2.0 s  exit code 3

                        job 2 model: skipped
                          unchanged since 0123456, where it passed

                        """))
    }

    @Test func `a name cannot move the cursor or fake a line`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9, name: #"a\u001b[2J\nrun 10\u202eb"#))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items())]
        ])
        let outcome = await anneal("runs", "show", "9")
        #expect(outcome.output.hasPrefix("run 9 a\u{FFFD}[2J↵run 10\u{FFFD}b: success\n"))
    }

    @Test func `colours are put around words when the terminal shows them`() async throws {
        var (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9))], "GET /api/v1/runs/9/jobs": [.json(Samples.items())]
        ])
        anneal.coloured = true
        let outcome = await anneal("runs", "show", "9")
        #expect(outcome.output.hasPrefix("run 9 \u{1B}[1mFix the rain\u{1B}[0m: \u{1B}[32msuccess\u{1B}[0m\n"))
    }

    @Test func `cancel and rerun say what to do next`() async throws {
        let (anneal, server) = try Anneal.with([
            "POST /api/v1/runs/9/cancel": [.json(Samples.run(9, state: "running", conclusion: nil), status: 202)],
            "POST /api/v1/runs/9/rerun": [.json(Samples.run(9, state: "running", conclusion: nil), status: 202)]
        ])
        #expect(
            await anneal("runs", "cancel", "9")
                == .init(code: 0, output: "run 9 is being cancelled: anneal runs logs 9 -f\n"))
        #expect(
            await anneal("runs", "rerun", "9", "--failed")
                == .init(code: 0, output: "run 9 runs again, attempt 1: anneal runs logs 9 -f\n"))
        #expect(
            server.requests == [
                "POST /api/v1/runs/9/cancel Bearer secret-token {}",
                #"POST /api/v1/runs/9/rerun Bearer secret-token {"failed":true}"#
            ])
    }

    @Test func `the server's own sentence is the error`() async throws {
        let (anneal, _) = try Anneal.with([
            "POST /api/v1/runs/9/cancel": [
                .json(#"{"status":409,"title":"Conflict","detail":"run 9 is over"}"#, status: 409)
            ]
        ])
        #expect(await anneal("runs", "cancel", "9") == .init(code: 2, output: "", error: "anneal: run 9 is over\n"))
    }
}
