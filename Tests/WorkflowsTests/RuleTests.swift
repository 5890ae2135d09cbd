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
