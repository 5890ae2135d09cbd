import Core
import Testing
import Workflows

@Suite struct RuleTests {
    @Test(arguments: Rule.allCases) func `the wrong example of a rule has it, the right one has not`(rule: Rule) {
        guard let example = rule.example else { return }
        #expect(rules(example.wrong, example.place).contains(rule.rawValue), "\(rule): \(example.wrong)")
        #expect(!rules(example.right, example.place).contains(rule.rawValue), "\(rule): \(example.right)")
    }

    private func rules(_ text: String, _ place: RuleExample.Place) -> [String] {
        let file =
            switch place {
            case .workflow: text.contains("jobs:") ? text + "\n" : root(text)
            case .job: job(text)
            case .step: step(text)
            }
        return Linter.lint(Array(file.utf8), path: "ci.yml").map(\.rule)
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

    private static let callee = """
        on:
          workflow_call:
            inputs:
              size: {type: number, required: true}
              fast: {type: boolean}
            secrets:
              TOKEN: {required: true}
        jobs:
          a: {runs-on: x}
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

    @Test(arguments: calls) func `a call is held against the file it calls`(keys: String, expected: [String]) {
        let files = RepositoryFiles { path in
            let text = ["c.yml": Self.callee, "push.yml": job(""), "bad.yml": "on: push\njob: {}\n"][path]
            return text.map { Array($0.utf8) }
        }
        let found = Linter.lint(Array(job(keys, steps: "", runsOn: "").utf8), path: "ci.yml", files: files)
        #expect(found.map { "\($0.position.line):\($0.position.column) \($0.rule)" } == expected, "\(keys)")
    }
}
