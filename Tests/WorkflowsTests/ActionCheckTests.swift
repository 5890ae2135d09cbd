import Core
import Testing
import Workflows

@Suite struct ActionCheckTests {
    private static let manifests = [
        "act/action.yml": """
        name: a
        inputs: {who: {required: true}, loud: {required: true, default: no}}
        runs: {using: composite, steps: [{run: x, shell: sh}]}
        """,
        "docker/action.yml": "name: d\nruns: {using: docker, image: Dockerfile}\n",
        "outer/action.yml": """
        name: o
        runs:
          using: composite
          steps:
            - uses: ./docker
            - uses: docker://alpine:3
        """,
        "odd/action.yml": "name: o\nruns: {using: node21, main: x.js}\n"
    ]

    private static let checkout = "{uses: actions/checkout@v4}"

    private static let table: [(steps: String, findings: [String])] = [
        ("\(checkout), {uses: ./act, with: {who: x}}", []),
        ("\(checkout), {uses: ./act, with: {WHO: x}}", []),
        // What its author insists on, and what it does not have.
        ("\(checkout), {uses: ./act}", ["5:49 warning missing-input"]),
        ("\(checkout), {uses: ./act, with: {whom: x, who: y}}", ["5:63 error undefined-input"]),
        // The workspace of a job begins empty.
        ("{uses: ./act, with: {who: x}}", ["5:20 warning missing-action"]),
        ("{uses: actions/setup-python@v5}, {uses: ./act, with: {who: x}}", ["5:53 warning missing-action"]),
        ("{run: git clone u .}, {uses: ./act, with: {who: x}}", []),
        ("{uses: actions/cache@v4, with: {path: a, key: k}}, {uses: ./act, with: {who: x}}", []),
        ("{uses: ./act, with: {who: x}}, \(checkout)", ["5:20 warning missing-action"]),
        // What runs in containers is named, wherever it stands.
        ("\(checkout), {uses: ./docker}", ["5:49 note unavailable"]),
        ("\(checkout), {uses: ./outer}", ["5:49 note unavailable", "outer/action.yml:6:13 note unavailable"]),
        ("\(checkout), {uses: ./odd}", ["5:49 error missing-action"]),
        ("\(checkout), {uses: ./none}", ["5:49 error missing-action"])
    ]

    @Test(arguments: table)
    func `what a job uses of its repository is held against what is there`(steps: String, expected: [String]) async {
        let text = "on: push\njobs:\n  j:\n    runs-on: x\n    steps: [\(steps)]\n"
        let files = RepositoryFiles { path in Self.manifests[path].map { Array($0.utf8) } }
        let found = await Linter.lintActions(Array(text.utf8), path: "ci.yml", files: files)
        let shown = found.map { finding in
            let file = finding.file == "ci.yml" ? "" : finding.file + ":"
            return
                "\(file)\(finding.position.line):\(finding.position.column) \(finding.severity.rawValue) \(finding.rule)"
        }
        #expect(shown == expected, "\(found.map(\.description))")
    }
}
