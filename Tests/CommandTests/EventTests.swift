import Testing

@Suite struct EventTests {
    private static let decisions = Samples.items(
        #"{"event":3,"workflow":".anneal/workflows/ci.yml","verdict":"matched","reason":"a push to main","run":9}"#,
        #"{"event":3,"workflow":".anneal/workflows/docs.yml","verdict":"filtered","reason":"no changed path matches","rule":"on.push.paths","line":4,"column":5}"#
    )

    private static let explained = """
        event 3 push: decided
          weather, from delivery 4, by ada, 1 min ago
          main: nothing to 0123456

        .anneal/workflows/ci.yml: matched
          a push to main
          run 9

        .anneal/workflows/docs.yml: filtered
          no changed path matches (on.push.paths at line 4)

        """

    @Test func `an event is explained workflow by workflow`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/events/3": [.json(Samples.event)],
            "GET /api/v1/events/3/decisions": [.json(Self.decisions)]
        ])
        #expect(await anneal("explain", "event:3") == .init(code: 0, output: Self.explained))
        #expect(await anneal("events", "show", "3") == .init(code: 0, output: Self.explained))
        #expect(
            await anneal("explain", "3")
                == .init(code: 0, output: Self.explained, error: "(event 3; there is no run of that number)\n"))
    }

    @Test func `a run is explained by its decision and its jobs' reasons`() async throws {
        let gated = Samples.job(2, "model", conclusion: "skipped", reason: "unchanged since 0123456, where it passed")
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9))],
            "GET /api/v1/runs/9/jobs": [.json(Samples.items(Samples.job(1, "unit"), gated))],
            "GET /api/v1/events/3/decisions": [.json(Self.decisions)]
        ])
        #expect(
            await anneal("explain", "9")
                == .init(
                    code: 0,
                    output: """
                        run 9 Fix the rain: success
                          weather, .anneal/workflows/ci.yml #5, event 3, attempt 1
                          at main 0123456
                          started 5 min ago, took 1 min 05 s

                        .anneal/workflows/ci.yml: matched
                          a push to main
                          run 9

                        job 1 unit: success, 2.5 s
                        job 2 model: skipped
                          unchanged since 0123456, where it passed

                        """, error: "(run 9; for the event of that number: anneal explain event:9)\n"))
    }

    @Test func `a job is explained with every if and the values of its parts`() async throws {
        let steps = #"""
            {"index":0,"name":"Test","conclusion":"success","started_at":"2027-01-15T07:55:00.000Z"},
            {"index":1,"name":"Deploy","conclusion":"skipped","reason":"the condition is false",
            "trace":[{"text":"env.TOKEN == ''","value":"false"},{"text":"env.TOKEN","value":"\"***\""},
            {"text":"fromJSON('')","value":"null","error":"an empty text"}],"started_at":"2027-01-15T07:55:00.000Z"}
            """#.replacing("\n", with: "")
        let trace = #"[{"text":"!failure()","value":"true"},{"text":"failure()","value":"false"}]"#
        let job = Samples.job(1, "unit (a)", steps: steps).replacing(
            "{\"annotations", with: "{\"trace\":\(trace),\"annotations")
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/runs/9": [.json(Samples.run(9)), .json(Samples.run(9))],
            "GET /api/v1/runs/9/jobs": [
                .json(Samples.items(job, Samples.job(2, "model"))), .json(Samples.items(Samples.job(2, "model")))
            ],
            "GET /api/v1/events/3/decisions": [.json(Self.decisions), .json(Self.decisions)]
        ])
        let outcome = await anneal("explain", "run:9", "--job", "unit (a)")
        let text = """
            job 1 unit (a): success, 2.5 s
              if: !failure() = true
                failure()  = false
              step 1 Test: success
                no if: success() is implied
              step 2 Deploy: skipped: the condition is false
                if: env.TOKEN == '' = false
                  env.TOKEN     = "***"
                  fromJSON('')  = error: an empty text

            """
        #expect(outcome.output.hasSuffix(text), "\(outcome.output)")
        #expect(
            await anneal("explain", "run:9", "--job", "deploy")
                == .init(code: 2, output: "", error: "anneal: run 9 has no job 'deploy'; its jobs are: model\n"))
        #expect(await anneal("explain", "event:3", "--job", "deploy").code == 2)
    }

    @Test func `a number of nothing is said to be nothing`() async throws {
        let (anneal, _) = try Anneal.with([:])
        #expect(
            await anneal("explain", "4")
                == .init(code: 2, output: "", error: "anneal: there is no run and no event 4\n"))
    }

    @Test func `events are listed and replayed`() async throws {
        let (anneal, _) = try Anneal.with([
            "GET /api/v1/events?limit=2": [.json(Samples.items(Samples.event))],
            "POST /api/v1/events/3/replay": [.json(#"{"event":8}"#, status: 202)]
        ])
        #expect(
            await anneal("events", "list", "--limit", "2")
                == .init(
                    code: 0,
                    output: """
                        EVENT  KIND  STATE    REPOSITORY  REF   COMMIT   SOURCE      RECEIVED
                        3      push  decided  weather     main  0123456  delivery 4  1 min ago

                        """))
        #expect(
            await anneal("events", "replay", "3")
                == .init(code: 0, output: "event 3 again, as event 8: anneal explain event:8\n"))
    }

    @Test func `a dispatch hands over reference, inputs and who asks`() async throws {
        let (anneal, server) = try Anneal.with(["POST /api/v1/dispatches": [.json(#"{"event":8}"#, status: 202)]])
        let outcome = await anneal(
            "dispatch", "weather", "ci.yml", "--ref", "main", "--input", "epochs=20", "--input", "x=a=b")
        #expect(outcome == .init(code: 0, output: "event 8\nwhat became of it: anneal explain event:8\n"))
        #expect(
            server.requests == [
                #"POST /api/v1/dispatches Bearer secret-token {"repository":"weather","workflow":"ci.yml","inputs":{"epochs":"20","x":"a=b"},"ref":"main","actor":"ada"}"#
            ])
    }

    @Test(arguments: [["--input", "epochs"], ["--input", "=3"], ["--input", "a=1", "--input", "a=2"]])
    func `a broken input is refused before anything is asked`(flags: [String]) async throws {
        let (anneal, server) = try Anneal.with([:])
        #expect(await anneal.run(["dispatch", "weather", "ci.yml"] + flags).code == 2)
        #expect(server.requests.isEmpty)
    }
}
