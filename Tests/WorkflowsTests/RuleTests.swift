import Core
import Testing
import Workflows

@Suite struct RuleTests {
    @Test(arguments: Rule.allCases) func `the wrong example of a rule has it, the right one has not`(rule: Rule) async {
        let example = rule.example
        let wrong = await rules(example.wrong, example)
        #expect(wrong.contains(rule.rawValue), "\(rule): \(example.wrong)")
        let right = await rules(example.right, example)
        #expect(!right.contains(rule.rawValue), "\(rule): \(example.right)")
    }

    @Test func `every finding says how to mend it`() async {
        for rule in Rule.allCases {
            for finding in await found(rule.example.wrong, rule.example) {
                #expect(finding.help?.isEmpty == false, "\(finding)")
            }
        }
    }

    @Test(arguments: [
        (root("on: push\nnmae: x"), ["2:1 unknown-key: Did you mean 'name'?"]),
        // A key that is misspelled is not missing as well.
        (job("", runsOn: "    run-on: x\n"), ["4:5 unknown-key: Did you mean 'runs-on'?"]),
        (step("runs: make"), ["6:9 unknown-key: Did you mean 'run'?"]),
        (root("on:\n  schedule:\n    - corn: '0 2 * * *'"), ["3:7 unknown-key: Did you mean 'cron'?"]),
        (job("timeout: 10"), ["4:5 unknown-key: Did you mean 'timeout-minutes'?"]),
        (step("run: echo ${{ hashFile('x') }}"), ["6:23 unknown-function: Did you mean 'hashFiles'?"]),
        (root("on: psh"), ["1:5 unknown-key: Did you mean 'push'?"]),
        (
            root("on: push\nnull: x"),
            [
                "2:1 unknown-key: Remove it; a workflow takes concurrency, defaults, description, env, jobs, name, on, "
                    + "permissions, retrain, run-name."
            ]
        )
    ])
    func `a slip of the pen gets one finding with the word that was meant`(text: String, expected: [String]) {
        let found = Linter.lint(Array(text.utf8), path: "ci.yml").filter { $0.severity != .note }
        #expect(
            found.map { "\($0.position.line):\($0.position.column) \($0.rule): \($0.help ?? "")" } == expected,
            "\(text)")
    }

    private func rules(_ text: String, _ example: RuleExample) async -> [String] {
        await found(text, example).map(\.rule)
    }

    private func found(_ text: String, _ example: RuleExample) async -> [Diagnostic] {
        let isCall = text.hasPrefix("uses: ./.anneal")
        let file =
            switch example.place {
            case .workflow: text.contains("jobs:") ? text + "\n" : root(text)
            case .job: isCall ? job(text, steps: "", runsOn: "") : job(text)
            case .step: step(text)
            }
        let files = RepositoryFiles { path in
            example.companion.flatMap { $0.path == path ? Array($0.text.utf8) : nil }
        }
        let bytes = Array(file.utf8)
        let found = Linter.lint(bytes, path: "ci.yml", files: files, portable: true)
        return found + (await Linter.lintActions(bytes, path: "ci.yml", files: files))
    }

    private static let foreign: [(String, [String])] = [
        (root("on: push"), []), (root("on: [push, data]"), ["1:12 not-portable"]),
        (
            root("on:\n  schedule:\n    - cron: '*/4 1 * * *'\n      catch-up: all"),
            ["3:13 not-portable", "4:7 not-portable"]
        ),
        (root("on:\n  schedule:\n    - cron: '*/5 * * * *'"), []),
        (root("on: push\nretrain: {model: m}"), ["2:1 not-portable"]),
        (job("tier: unit\npaths: [a]"), ["4:5 not-portable", "5:5 not-portable"]),
        (job("uses: ./.anneal/workflows/x.yml", steps: "", runsOn: ""), ["4:11 not-portable"]),
        (step("uses: anneal/report@v1"), ["6:15 not-portable"])
    ]

    @Test(arguments: foreign) func `what GitHub has not is listed on request`(text: String, expected: [String]) {
        let found = Linter.lint(Array(text.utf8), path: "ci.yml", portable: true).filter { $0.rule == "not-portable" }
        #expect(found.map { "\($0.position.line):\($0.position.column) \($0.rule)" } == expected, "\(text)")
    }

    private static let variables: [(String, [String])] = [
        (
            step("run: echo ${{ env.T }}\nenv: {T: '${{ github.event.issue.title }}'}"),
            ["6:23 error Use the variable itself, between double quotes: \"$T\"."]
        ),
        (
            job("env: {T: 'x ${{ github.head_ref }}'}", steps: "    steps:\n      - run: echo ${{ env.t }}\n"),
            ["7:23 error Use the variable itself, between double quotes: \"$T\"."]
        ),
        (
            "on: issues\nenv: {T: '${{ toJSON(github.event) }}'}\njobs:\n  a: {runs-on: x, steps: [{run: 'echo ${{ env.T }}'}]}",
            ["4:43 warning Use the variable itself, between double quotes: \"$T\"."]
        ),
        // The nearest says what it is; a shell's variable is data; a name is not a value.
        (
            job(
                "env: {T: '${{ github.head_ref }}'}",
                steps: "    steps:\n      - env: {T: safe}\n        run: echo ${{ env.T }} ${{ env.OTHER }}\n"), []
        ),
        (step("run: echo \"$T\" ${{ env.T == 'x' }}\nenv: {T: '${{ github.head_ref }}'}"), [])
    ]

    @Test(arguments: variables) func `a stranger's text comes into a script by way of env, too`(
        text: String, expected: [String]
    ) {
        let found = Linter.lint(Array(text.utf8), path: "ci.yml").filter { $0.rule == "untrusted-input" }
        #expect(
            found.map { "\($0.position.line):\($0.position.column) \($0.severity.rawValue) \($0.help ?? "")" }
                == expected,
            "\(text)")
    }

    /// Of a script in the sixth line, from the column where it begins.
    private static let strangers: [(String, [String])] = [
        ("github.event.milestone.title", ["error"]), ("github.event.changes.title.from", ["error"]),
        ("github.event.changes.body.from", ["error"]), ("github.event.release.body", ["error"]),
        ("github.event.release.name", ["error"]), ("github.event.label.name", ["error"]),
        ("join(github.event.issue.labels.*.name, ' ')", ["error"]), ("github.event.pages[0].page_name", ["error"]),
        ("github.event['pull_request'].head.ref", ["error"]), ("github.event.forkee.description", ["error"]),
        ("github.event.anything.title", ["error"]), ("github.event.head_commit.modified[0]", ["error"]),
        ("toJSON(github.event.milestone)", ["warning"]), ("github.event.issue[matrix.key]", ["warning"]),
        // Whoever sends it has a token, and may pass on what others wrote.
        ("github.event.client_payload.branch", ["warning"]), ("github.event.client_payload.a.number", ["warning"]),
        // Made by the forge, or written by those who can write the workflow.
        ("github.event.issue.number", []), ("github.event.pull_request.head.sha", []),
        ("github.event.pull_request.html_url", []), ("github.event.issue.user.login", []),
        ("github.event.repository.name", []), ("github.event.repository.default_branch", []),
        ("github.event.pull_request.base.ref", []), ("github.event.pull_request.head.repo.full_name", []),
        ("github.event.workflow_run.name", []), ("github.event.deployment.ref", []), ("github.event.ref", []),
        ("github.event.release.tag_name", []),
        ("github.event.label.name == 'x'", []), ("toJSON(github.event.repository)", []), ("github.ref_name", [])
    ]

    @Test(arguments: strangers) func `a stranger's text is told by its kind, wherever it stands in the event`(
        expression: String, expected: [String]
    ) {
        let text = step("run: echo ${{ \(expression) }}")
        let found = Linter.lint(Array(text.utf8), path: "ci.yml").filter { $0.rule == "untrusted-input" }
        #expect(found.map(\.severity.rawValue) == expected, "\(expression)")
    }

    @Test func `a text that is typed is noted, a choice is not`() {
        let text = """
            on: {workflow_dispatch: {inputs: {tag: {}, kind: {type: choice, options: [a]}, dry: {type: boolean}}}}
            jobs:
              a:
                runs-on: x
                steps:
                  - run: echo ${{ inputs.tag }} ${{ github.event.inputs.TAG }} ${{ inputs.kind }} ${{ inputs.dry }}

            """
        #expect(findings(text) == ["6:23 untrusted-input", "6:41 untrusted-input"])
        #expect(findings(text, severity: .note).count == 2)
    }

    @Test func `a stranger's text comes into the script of an action or of a called workflow, too`() async {
        let files = RepositoryFiles { path in
            let text =
                switch path {
                case "say/action.yml":
                    "name: s\ninputs: {text: {}, safe: {}}\nruns:\n  using: composite\n  steps:\n"
                        + "    - {uses: ./inner, with: {line: 'x ${{ inputs.text }}'}}\n"
                        + "    - {run: 'echo $S', shell: bash, env: {S: '${{ inputs.safe }}'}}\n"
                case "inner/action.yml":
                    "name: i\ninputs: {line: {}}\nruns:\n  using: composite\n  steps:\n"
                        + "    - {run: 'echo ${{ inputs.line }}', shell: bash}\n"
                case "w.yml":
                    "on: {workflow_call: {inputs: {t: {type: string}}}}\n"
                        + "jobs: {a: {runs-on: x, steps: [{run: 'echo ${{ inputs.t }}'}]}}\n"
                default: ""
                }
            return text.isEmpty ? nil : Array(text.utf8)
        }
        let title = "${{ github.event.issue.title }}"
        let uses = step(
            "uses: actions/checkout@v4\n- uses: ./say\nwith:\n  text: \(title)\n  safe: \(title)")
        let found = await Linter.lintActions(Array(uses.utf8), path: "ci.yml", files: files)
        #expect(found.map { "\($0.position.line) \($0.severity) \($0.rule)" } == ["9 error untrusted-input"])
        let calls = Array(job("uses: ./w.yml\nwith:\n  t: \(title)", steps: "", runsOn: "").utf8)
        let called = Linter.lint(calls, path: "ci.yml", files: files)
        #expect(called.map { "\($0.position.line) \($0.severity) \($0.rule)" } == ["6 error untrusted-input"])
    }

    @Test func `an error hides no finding of another part, and nothing follows from it`() async {
        let text = """
            on: push
            nmae: x
            jobs:
              1bad:
                runs-on: x
                steps: [{runs: make}]
              a:
                runs-on: x
                container: debian:12
                needs: {b: c}
                strategy: {matrix: {os: linux}}
                steps:
                  - run: echo ${{ foo( }}
                    id: broken
                  - run: echo ${{ steps.broken.outputs.x }} ${{ steps.nope.outputs.x }} ${{ needs.b.result }} ${{ matrix.os }}
                  - uses: ./nowhere
                  - uses: octo/weather/sub@v2
              c:
                uses: ./none.yml

            """
        let files = RepositoryFiles { _ in nil }
        let bytes = Array(text.utf8)
        let more = await Linter.lintActions(bytes, path: "ci.yml", files: files)
        let found = Linter.ordered(Linter.lint(bytes, path: "ci.yml", files: files) + more, of: "ci.yml")
        #expect(
            found.map { "\($0.position.line) \($0.rule)" } == [
                "2 unknown-key", "4 invalid-value", "6 unknown-key", "9 unavailable", "10 wrong-type", "11 wrong-type",
                "13 unknown-function", "15 undefined-step", "16 missing-action", "17 action-lock", "19 broken-call"
            ], "\(found.map(\.description))")
        #expect(found.contains { $0.message.contains("'octo/weather/sub@v2'") })
    }

    @Test func `one broken expression does not hide another one of its text`() {
        let text = step("run: echo ${{ github.evnt }} ${{ foo( }} ${{ bar() }} ${{ envv.X }}")
        #expect(
            findings(text) == [
                "6:23 undefined-property", "6:42 unknown-function", "6:54 unknown-function", "6:67 unknown-context"
            ])
    }

    private static let refused: [(String, [String])] = [
        (step("uses: anneal/dataset"), ["6:15 note unavailable"]),
        (step("uses: anneal/datset"), ["6:15 error invalid-value: Did you mean 'anneal/dataset'?"]),
        (step("uses: ./../../outside"), ["6:15 error invalid-value"]), (step("uses: ./a/../b"), []),
        (job("timeout-minutes: 99999999999999999999999"), ["4:22 error invalid-value"]),
        (job("timeout-minutes: 0"), ["4:22 error invalid-value"]),
        (job("timeout-minutes: 525600"), []),
        (step("run: x\ntimeout-minutes: -1"), ["7:26 error invalid-value"]),
        (step("run: x\ntimeout-minutes: 525601"), ["7:26 error invalid-value"]),
        (
            job("concurrency: {group: a, cancel-in-progress: true, queue: max}"), ["4:49 error invalid-value"]
        ),
        (
            root("on: {push: {paths: ['./src/**', '/abs/**', 'dir/', '!./x', 'a/**']}}"),
            [
                "1:21 warning bad-glob: Write 'src/**'.", "1:33 warning bad-glob: Write 'abs/**'.",
                "1:44 warning bad-glob: Write 'dir/**'.", "1:52 warning bad-glob: Write '!x'."
            ]
        ),
        (
            step("uses: actions/setup-python@v5\nwith: {python-version: 3.10}"),
            ["7:32 warning shortened-number: Write '3.10' in quotes."]
        ),
        (
            job("strategy: {matrix: {python: [3.9, 3.10, '3.20'], size: [1.0]}}"),
            ["4:39 warning shortened-number: Write '3.10' in quotes."]
        ),
        (
            job("name: ${{ hashfiles('x') }}"),
            ["4:15 error unknown-function: It may be called only in the keys of a step."]
        )
    ]

    @Test(arguments: refused) func `what could not run is said before it runs`(text: String, expected: [String]) {
        let found = Linter.lint(Array(text.utf8), path: "ci.yml").map { finding in
            let help =
                [.invalidValue, .unavailable].map(\Rule.rawValue).contains(finding.rule)
                && finding.help?.hasPrefix("Did") != true
            let place = "\(finding.position.line):\(finding.position.column) \(finding.severity) \(finding.rule)"
            return place + (help ? "" : ": \(finding.help ?? "")")
        }
        #expect(found == expected, "\(text)")
    }

    @Test func `a function keeps its documented spelling in messages, and so does an input`() {
        let text = step(
            "uses: actions/cache@v4\nwith: {path: a, key: b, enableCrossOSArchiv: 'true'}\nname: ${{ Always() }}")
        let found = Linter.lint(Array(text.utf8), path: "ci.yml")
        #expect(found.contains { $0.message.hasPrefix("always()") })
        #expect(found.contains { $0.help == "Did you mean 'enableCrossOsArchive'?" })
    }

    @Test func `an action's manifest is checked as one`() {
        let manifest = Array("name: a\nruns: {using: composite, stepz: []}\n".utf8)
        #expect(Linter.lint(manifest, path: "build/action.yml").map(\.rule) == ["unknown-key"])
        #expect(Linter.lint(manifest, path: "build/actions.yml").map(\.rule).contains("missing-key"))
        #expect(Linter.lint(Array(root("on: push").utf8), path: ".anneal/workflows/action.yml").isEmpty)
    }

    private static let callee = """
        on:
          workflow_call:
            inputs:
              size: {type: number, required: true}
              fast: {type: boolean}
            secrets:
              TOKEN: {required: true}
            outputs:
              model: {value: '${{ jobs.a.outputs.path }}'}
        jobs:
          a: {runs-on: x, outputs: {path: p}}
        """

    private static let calls: [(String, [String])] = [
        ("uses: ./c.yml\nwith: {size: 3}\nsecrets: inherit", []),
        ("uses: ./c.yml\nwith: {SIZE: '${{ vars.S }}', fast: true}\nsecrets: {token: '${{ secrets.T }}'}", []),
        ("uses: ./c.yml", ["4:11 missing-input", "4:11 missing-input"]),
        ("uses: ./c.yml\nwith: {size: big, fats: 1}\nsecrets: inherit", ["5:18 wrong-type", "5:23 undefined-input"]),
        ("uses: ./c.yml\nwith: {size: 1}\nsecrets: {TOKEN: a, OTHER: b}", ["6:25 undefined-secret"]),
        ("uses: ./nothing.yml", ["4:11 broken-call"]), ("uses: ./push.yml", ["4:11 broken-call"]),
        ("uses: ./bad.yml", ["4:11 broken-call"]), ("uses: o/r/x.yml@v1", [])
    ]

    private static let reads: [(String, [String])] = [
        ("${{ needs.build.outputs.model }}", []), ("${{ needs.BUILD.outputs['MODEL'] }}", []),
        ("${{ toJSON(needs.build.outputs) }}", []), ("${{ needs.build.result }}", []),
        ("${{ needs.build.outputs.modle }}", ["7:15 undefined-output: Did you mean 'model'?"]),
        ("x ${{ needs.build.outputs.wholly-other }}", ["7:17 undefined-output: It has 'model'."])
    ]

    @Test(arguments: reads) func `what is read of a call is held against the outputs of the file that it calls`(
        name: String, expected: [String]
    ) {
        let text = """
            on: push
            jobs:
              build: {uses: ./c.yml, with: {size: 1}, secrets: inherit}
              show:
                needs: build
                runs-on: x
                name: \(name)
            """
        let files = RepositoryFiles { $0 == "c.yml" ? Array(Self.callee.utf8) : nil }
        let found = Linter.lint(Array(text.utf8), path: "ci.yml", files: files).filter { $0.severity == .error }
        #expect(
            found.map { "\($0.position.line):\($0.position.column) \($0.rule): \($0.help ?? "")" } == expected,
            "\(name)")
        #expect(Linter.lint(Array(text.utf8), path: "ci.yml").filter { $0.severity == .error }.isEmpty)
    }

    @Test func `what is wrong further down is said at the call that leads there`() {
        let files = RepositoryFiles { path in
            let text = [
                "a.yml": "on: workflow_call\njobs:\n  b: {uses: ./b.yml}\n",
                "b.yml": "on: workflow_call\njobs:\n  c: {uses: ./c.yml}\n", "c.yml": Self.callee,
                "self.yml": "on: workflow_call\njobs:\n  s: {uses: ./self.yml}\n"
            ][path]
            return text.map { Array($0.utf8) }
        }
        func found(_ callee: String) -> [String] {
            let text = job("uses: ./\(callee)", steps: "", runsOn: "")
            return Linter.lint(Array(text.utf8), path: "ci.yml", files: files).map(\.description)
        }
        #expect(
            found("a.yml") == [
                "ci.yml:4:11: error: ./a.yml has an error in line 3: ./b.yml has an error in line 3: ./c.yml requires the "
                    + "input 'size', and 'with' does not give it [broken-call]\n    help: Mend it there."
            ])
        #expect(
            found("self.yml") == [
                "ci.yml:4:11: error: ./self.yml has an error in line 3: workflows call each other without an end: "
                    + "./self.yml calls ./self.yml [broken-call]\n    help: Mend it there."
            ])
    }

    /// A way through each of them would take longer than anybody lives.
    @Test(.timeLimit(.minutes(1))) func `many ways through few files are no more work than the files`() {
        let files = RepositoryFiles { path in
            guard let level = Int(path.dropLast(".yml".count)), level < 9 else {
                return Array("on: workflow_call\njobs: {a: {runs-on: x}}".utf8)
            }
            let calls = (0..<200).map { "  j\($0): {uses: ./\(level + 1).yml, permissions: {contents: read}}\n" }
                .joined()
            return Array("on: workflow_call\njobs:\n\(calls)".utf8)
        }
        let text = job("uses: ./1.yml", steps: "", runsOn: "")
        #expect(Linter.lint(Array(text.utf8), path: "ci.yml", files: files).isEmpty)
    }

    @Test(arguments: calls) func `a call is held against the file it calls`(keys: String, expected: [String]) {
        let files = RepositoryFiles { path in
            let text = ["c.yml": Self.callee, "push.yml": job(""), "bad.yml": "on: push\njob: {}\n"][path]
            return text.map { Array($0.utf8) }
        }
        let found = Linter.lint(Array(job(keys, steps: "", runsOn: "").utf8), path: "ci.yml", files: files)
        #expect(found.map { "\($0.position.line):\($0.position.column) \($0.rule)" } == expected, "\(keys)")
    }
}
