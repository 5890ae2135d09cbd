import Core
import JobProtocol

@testable import Pages

/// Every page in a state that shows most of it; `text` stands wherever a stranger can put a text.
struct Gallery {
    var text: String

    private func mixed(_ plain: String) -> String { text.isEmpty ? plain : text }

    var pages: [(name: String, page: Page)] {
        [
            ("home", home.page(Make.context)),
            ("home-empty", HomePage(repositories: []).page(Make.context)),
            ("repository", repository.page(Make.context)),
            ("dispatch", dispatch.page(Make.context)),
            ("run", run.page(Make.context)),
            ("run-running", running.page(Make.context)),
            ("run-invalid", invalid.page(Make.context)),
            ("run-large", large.page(Make.context)),
            ("job", job(live: false).page(Make.context)),
            ("job-live", job(live: true).page(Make.context)),
            ("job-search", search.page(Make.context)),
            ("events", events.page(Make.context)),
            ("event", event.page(Make.context)),
            ("sign-in", SignInPage(destination: Address.local("/runs/7"), isTokenWrong: true).page()),
            ("problem", ProblemPage(status: 404, title: "Not Found", detail: mixed("no run 99")).page())
        ]
    }

    private var runs: [RunSummary] {
        let states: [(RunState, Conclusion?)] = [
            (.running, nil), (.queued, nil), (.completed, .success), (.completed, .failure), (.completed, .warning),
            (.completed, .cancelled), (.completed, .timedOut), (.completed, .lost)
        ]
        return states.enumerated().map { index, state in
            Make.run(
                Int64(40 - index), title: mixed("Retrain with the winter months included, part \(index + 1)"),
                ref: index % 3 == 1 ? .tag("v1.\(index)") : .branch(mixed("feature/longer-windows")), state: state.0,
                conclusion: state.1, age: 20 + index * index * 5000)
        }
    }

    private var home: HomePage {
        HomePage(repositories: [
            .init(
                name: "team/weather", url: mixed("/srv/git/weather.git"), fetchError: nil, runs: Array(runs.prefix(3))),
            .init(
                name: "vision", url: "https://git.example/vision.git",
                fetchError: mixed("could not resolve host git.example"), runs: Array(runs.suffix(3))),
            .init(name: "new", url: "ssh://git@git.example/new.git", fetchError: nil, runs: [])
        ])
    }

    private var repository: RepositoryPage {
        RepositoryPage(
            name: "team/weather", url: mixed("/srv/git/weather.git"), forge: "github", defaultBranch: mixed("main"),
            workflowsDirectory: ".anneal/workflows", fetchError: nil, hasWebhookSecret: true,
            serverURL: "http://127.0.0.1:8080", spool: "/var/lib/anneal/spool/1",
            filter: RunListFilter(branch: mixed("main"), workflow: nil, status: .failure),
            branches: [mixed("main")], workflows: [mixed(".anneal/workflows/ci.yml")], runs: runs, next: RunID(30))
    }

    private var dispatch: DispatchPage {
        DispatchPage(
            repository: "team/weather", ref: mixed("main"), refs: [mixed("main"), "next"],
            workflows: [
                .init(
                    path: mixed(".anneal/workflows/train.yml"), name: mixed("Train"),
                    inputs: [
                        .init(
                            name: mixed("window"), kind: .number, description: mixed("Days that a sample looks back"),
                            isRequired: true, text: "7"),
                        .init(
                            name: "note", kind: .text, description: nil, isRequired: false,
                            text: mixed("nightly")),
                        .init(
                            name: "publish", kind: .flag, description: "Hand the model on", isRequired: false,
                            text: "true"),
                        .init(
                            name: "model", kind: .choice([mixed("logistic"), "boosted"]), description: nil,
                            isRequired: false, text: "boosted"),
                        .init(
                            name: "place", kind: .environment(known: [mixed("staging"), "production"]),
                            description: nil, isRequired: true, text: mixed(""), problem: mixed("must be given"))
                    ])
            ], isNarrowed: true, diagnostics: diagnostics, refusal: mixed("One of the inputs is not right."))
    }

    private var diagnostics: [Diagnostic] {
        [
            Diagnostic(
                rule: "unknown-key", mixed("'step' is not a key of a job"), help: mixed("Did you mean 'steps'?"),
                file: mixed(".anneal/workflows/ci.yml"), at: SourcePosition(line: 12, column: 5)),
            Diagnostic(
                .warning, rule: "unused-output", "output 'digest' is never read", file: "ci.yml",
                at: SourcePosition(line: 30, column: 9))
        ]
    }

    private var jobs: [JobSummary] {
        let failed = Annotation(
            level: .error, message: mixed("AssertionError: accuracy 0.61 is under the floor of 0.70"),
            title: mixed("test_accuracy"), file: mixed("tests/regression/test_accuracy.py"), line: 31, step: 2)
        let warned = Annotation(level: .warning, message: mixed("pandas 1.x is old"), step: 1)
        var model = Make.job(
            5, "model", name: mixed("Model tests"), needs: ["unit"], conclusion: .skipped,
            reason: mixed("no path of paths: changed"), attempt: 0)
        model.voucher = (RunID(5), 5, Make.sha)
        model.wait = GroupWait(group: mixed("deploy"), position: 2, holder: RunID(3))
        model.environment = (mixed("staging"), text.isEmpty ? "https://a.example/" : text)
        model.trace = [
            .init(text: mixed("needs.unit.result == 'success'"), value: "false"),
            .init(text: mixed("needs.unit.result"), value: mixed("'failure'")),
            .init(text: "hashFiles('x')", value: "", error: mixed("cannot be asked here"))
        ]
        let steps = [
            Make.step(0, "actions/checkout"), Make.step(1, mixed("Install what the tests need")),
            Make.step(2, "Run pytest -q", .failure, exitCode: 1), Make.step(3, "Upload", .skipped)
        ]
        return [
            Make.job(1, "lint", name: "Format and lint", steps: [Make.step(0, "Run ruff check .")]),
            Make.job(2, "unit", name: "Unit tests", needs: ["lint"], steps: [Make.step(0, "Run pytest -q tests/unit")]),
            Make.job(3, "train", name: "Train (3.11, small)", needs: ["unit"], steps: steps),
            Make.job(
                4, "train", name: "Train (3.12, large)", needs: ["unit"], conclusion: .failure,
                reason: mixed("step 'Run pytest -q' ended with exit code 1"), attempt: 2, steps: steps,
                annotations: [failed, warned]),
            model,
            Make.job(
                6, "evaluate", name: "Evaluate and report", needs: ["train", "model"], conclusion: .warning,
                summary: text.isEmpty ? Self.summary : text)
        ]
    }

    private static let summary = """
        # Seattle weather

        Accuracy **0.84** on *146* held-out days, [method](https://a.example/method).

        | class | precision | recall |
        |:------|----------:|-------:|
        | rain  |      0.91 |   0.88 |
        | sun   |      0.80 |   0.86 |
        | snow  |      0.50 |   0.33 |

        - windows of 7 days
          - no leakage over the split
        - seed `42`

        ```
        confusion matrix: [[58, 4], [6, 78]]
        ```
        """

    private var run: RunPage {
        Make.runPage(
            Make.run(title: mixed("Longer windows for the rain model"), conclusion: .failure), jobs: jobs,
            artifacts: [Make.artifact(3, mixed("model")), Make.artifact(4, "predictions", size: 41 << 20)])
    }

    private var running: RunPage {
        var jobs = jobs
        jobs[2].state = .running
        jobs[2].conclusion = nil
        jobs[2].finishedAt = nil
        jobs[2].steps = [Make.step(0, "actions/checkout"), Make.step(1, "Run python -m weather train", nil)]
        jobs.remove(at: 3)
        jobs[4] = Make.job(6, "evaluate", name: "Evaluate and report", needs: ["train", "model"], state: .blocked)
        return Make.runPage(Make.run(state: .running), jobs: jobs)
    }

    private var invalid: RunPage {
        Make.runPage(Make.run(conclusion: .failure), jobs: [], diagnostics: diagnostics)
    }

    private var large: RunPage {
        var jobs = [Make.job(1000, "lint")]
        for id in 1...256 {
            jobs.append(
                Make.job(
                    Int64(id), "matrix", name: "matrix (3.\(id % 5), seed \(id))", needs: ["lint"],
                    state: id > 200 ? .running : .completed))
        }
        for id in 2001...2199 {
            let needs = id < 2010 ? ["matrix"] : ["stage\((id - 2000) * 7 % (id - 2001) + 2001)"]
            jobs.append(Make.job(Int64(id), "stage\(id)", needs: needs, state: .blocked))
        }
        return Make.runPage(Make.run(state: .running), jobs: jobs)
    }

    private var log: String {
        let bars = (1...3).map {
            "epoch \($0)/3: 10%\repoch \($0)/3: 55%\repoch \($0)/3: 100% loss=\(1.0 / Double($0))\n"
        }.joined()
        let colours = (0..<8).map {
            "\u{1B}[3\($0)mcolour \($0)\u{1B}[0m \u{1B}[9\($0)mbright\u{1B}[0m \u{1B}[4\($0)mground\u{1B}[0m"
        }
        .joined(separator: "\n")
        return """
            ::group::Install
            Collecting scikit-learn==1.5
            ::endgroup::
            \u{1B}[1m============ test session starts ============\u{1B}[0m
            tests/unit/test_windows.py \u{1B}[32m........\u{1B}[0m\u{1B}[33ms\u{1B}[0m\u{1B}[31mF\u{1B}[0m
            \(bars)\(colours)
            ::warning::pandas 1.x is old
            ::group::Report
            ::error file=tests/test_accuracy.py,line=31::accuracy 0.61 is under the floor
            ::endgroup::
            ::notice::the model was kept
            \(mixed(String(repeating: "a long line of words ", count: 20)))
            done

            """
    }

    private func job(live: Bool) -> JobPage {
        let lines = LogWindow.lines(of: Array(log.utf8), first: live ? 501 : 1)
        let window = LogWindow(lines: lines, total: (live ? 500 : 0) + lines.count, size: 9999)
        var job = jobs[3]
        if live { (job.state, job.conclusion, job.finishedAt) = (.running, nil, nil) }
        return JobPage(
            job: job, run: Make.run(title: mixed("Longer windows")), attempt: 2, lastAttempt: 3,
            host: HostFacts(
                hostname: mixed("gpu-1"), system: "Linux 6.1 x86_64", processor: mixed("a processor"), cores: 8,
                memoryBytes: 32 << 30), log: .window(window, isTail: live))
    }

    private var search: JobPage {
        var search = LogSearch("colour")
        search.feed(Array(log.utf8))
        return Make.jobPage(.matches(search.matches, query: mixed("colour"), rest: 901))
    }

    private var item: EventItem {
        EventItem(
            id: EventID(3), kind: mixed("push"), repository: "team/weather", ref: .branch(mixed("main")),
            before: .zero, after: Make.sha, actor: mixed("ada"), source: mixed("delivery 12"),
            receivedAt: Make.now + .seconds(-4000), state: "failed", error: mixed("the commit is not there"))
    }

    private var events: EventListPage { EventListPage(events: [item], next: EventID(2)) }

    private var event: EventPage {
        EventPage(
            event: item, inputs: [(mixed("window"), mixed("7"))],
            verdicts: [
                .init(
                    decision: Decision(
                        workflow: mixed("ci.yml"), verdict: .matched, reason: mixed("branch main matches")),
                    run: Make.run(title: mixed("Longer windows"))),
                .init(
                    decision: Decision(
                        workflow: "docs.yml", verdict: .filtered, reason: mixed("no changed path matches docs/**"),
                        rule: mixed("on.push.paths"), position: SourcePosition(line: 5, column: 7)), run: nil)
            ],
            delivery: .init(
                forge: "gitlab", name: mixed("9c1f"), kind: mixed("Push Hook"), verdict: "accepted",
                detail: mixed("made event 3"),
                receivedAt: Make.now, size: 8123,
                headers: ["X-Gitlab-Token": "the-shared-secret", mixed("Host"): mixed("ci.example")]))
    }
}
