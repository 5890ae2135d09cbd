import Core
import Testing
import Workflows

/// Each key with forms that are right, and forms that are wrong with the place and the rule of every finding.
@Suite struct KeyTableTests {
    private static let workflowKeys: [(String, [String])] = [
        ("on: push", []),
        ("on: [push, workflow_dispatch]", []),
        ("on:\n  push:\n  workflow_dispatch:", []),
        ("on: {push: {branches: main}}", []),
        ("on: {push: {branches: ['**', '!x'], tags-ignore: [v0], paths: ['src/**']}}", []),
        ("name: x", ["1:1 missing-key"]),
        ("on:", ["1:4 wrong-type"]),
        ("on: []", ["1:5 missing-key"]),
        ("on: {}", ["1:5 missing-key"]),
        ("on: pusk", ["1:5 unknown-key"]),
        ("on: schedule", ["1:5 missing-key"]),
        ("on:\n  pull_request:\n    branches: [main]", []),
        ("on:\n  push:\n    branch: main", ["3:5 unknown-key"]),
        ("on:\n  push:\n    branches: [main]\n    branches-ignore: [x]", ["4:5 exclusive-filters"]),
        ("on:\n  push:\n    tags-ignore: [x]\n    tags: [main]", ["4:5 exclusive-filters"]),
        ("on:\n  push:\n    paths: [a]\n    paths-ignore: [x]", ["4:5 exclusive-filters"]),
        ("on:\n  push:\n    paths: {a: b}", ["3:12 wrong-type"]),
        ("on:\n  push:\n    branches: ['!x']", ["3:16 bad-glob"]),
        ("on:\n  push:\n    branches: ['rel[', \"a\\x5bb\"]", ["3:20 bad-glob", "3:26 bad-glob"]),
        ("on: push\npermissions: {}", []),
        ("on: push\nconcurrency: x", []),
        ("on: push\nrun-name: ${{ github.ref }} by ${{ inputs.x }}", ["2:36 undefined-input"]),
        ("on: push\nrun-name: ${{ env.A }}", ["2:15 unknown-context"]),
        ("on: push\nname: ${{ github.ref }}", ["2:7 expression"]),
        ("on: push\nname: [a]", ["2:7 wrong-type"]),
        ("on: push\njob: {}", ["2:1 unknown-key"]),
        ("on: push\nenv:\n  A: 1\n  B: ${{ secrets.X }}\n  C:", []),
        ("on: push\nenv: [A]", ["2:6 wrong-type"]),
        ("on: push\nenv:\n  A B: 1\n  C=D: 2\n  E: [1]", ["3:3 invalid-value", "4:3 invalid-value", "5:6 wrong-type"]),
        ("on: push\nenv: ${{ fromJSON('{}') }}", []),
        ("on: push\nenv:\n  ${{ insert }}: x", ["3:18 wrong-type"]),
        ("on: push\nenv:\n  ${{ github.ref }}: x\n  A-${{ github.ref }}: x", []),
        ("on: push\nenv:\n  ${{ env.X }}: x", ["3:7 unknown-context"]),
        ("on: push\nenv:\n  A: ${{ matrix.x }}", ["3:10 unknown-context"]),
        ("on: push\ndefaults:\n  run:\n    shell: bash\n    working-directory: src", []),
        ("on: push\ndefaults: {}", ["2:11 missing-key"]),
        ("on: push\ndefaults:\n  run:\n    shell: dash", ["4:12 invalid-value"]),
        ("on: push\ndefaults:\n  run:\n    shell: pwsh", []),
        ("on: push\ndefaults:\n  run:\n    dir: src", ["4:5 unknown-key"])
    ]

    @Test(arguments: workflowKeys)
    func `keys of the workflow`(keys: String, expected: [String]) {
        #expect(findings(root(keys)) == expected, "\(keys)")
    }

    @Test(arguments: [
        "push:\n    branches: [a]\n    branches-ignore: [b]", "push:\n    tags-ignore: [b]\n    tags: [a]",
        "pull_request:\n    paths: [a]\n    paths-ignore: [b]",
        "workflow_run:\n    workflows: [ci]\n    branches: [a]\n    branches-ignore: [b]"
    ])
    func `a filter beside its -ignore is refused, though GitHub's parser takes it`(event: String) {
        let text = root("on:\n  " + event)
        #expect(findings(text, severity: .error).map { $0.split(separator: " ").last } == ["exclusive-filters"])
        let options = WorkflowOptions(refusesExclusiveFilters: false)
        #expect(WorkflowParser.parse(text, path: "ci.yml", options: options).workflow != nil)
    }

    private static let inputs: [(String, [String])] = [
        ("a:\n  type: choice\n  options: [x, 'y']\n  default: x\n  description: d\n  required: true", []),
        ("a:\nb: {type: boolean, default: true}\nc: {type: number, default: 3}\nd: {type: environment}", []),
        ("a: {type: date}", ["4:17 invalid-value"]),
        ("a: {type: choice}", ["4:10 missing-key"]),
        ("a: {options: [x]}", ["4:11 invalid-value"]),
        ("a: {type: choice, options: [x], default: z}", ["4:48 invalid-value"]),
        ("a: {type: boolean, default: 'true'}", ["4:35 wrong-type"]),
        ("a: {type: number, default: x}", ["4:34 wrong-type"]),
        ("a: {required: 'yes'}", ["4:21 wrong-type"]),
        ("a: {requird: true}", ["4:11 unknown-key"]),
        ("a:\nA:", ["5:7 duplicate-id"])
    ]

    @Test(arguments: inputs)
    func `inputs of workflow_dispatch`(inputs: String, expected: [String]) {
        let lines = inputs.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        #expect(findings(root("on:\n  workflow_dispatch:\n    inputs:\n" + lines)) == expected, "\(inputs)")
    }

    private static let jobKeys: [(String, [String])] = [
        ("name: n ${{ github.ref }}", []), ("if: github.ref == 'x'", []), ("if: always()", []), ("if:", []),
        ("if: ${{ env.X }}", ["4:13 unknown-context"]),
        ("if: github.ref ==", ["4:20 expression"]),
        ("if: hashFiles('x')", ["4:9 unknown-function"]),
        ("name: ${{ always() }}", ["4:15 unknown-function"]),
        ("name: ${{ nosuch() }}", ["4:15 unknown-function"]),
        ("name: ${{ githob.ref }}", ["4:15 unknown-context"]),
        ("strategy: {fail-fast: false, max-parallel: 2}", []),
        ("strategy: {fail-fast: no, max-parallel: 0}", ["4:27 wrong-type", "4:45 invalid-value"]),
        ("strategy: {matrix: {}}", ["4:24 invalid-value"]),
        ("strategy: {matrix: {os: []}}", ["4:29 invalid-value"]),
        ("strategy: {matrix: {os: linux}}", ["4:29 wrong-type"]),
        ("strategy: {matrix: {os: [a, {b: [c]}], include: [{os: z}]}}", []),
        ("strategy: {matrix: {os: [a], include: [z]}}", ["4:44 wrong-type"]),
        ("strategy: {matrix: \"${{ fromJSON(vars.M) }}\"}", []),
        ("strategy: {matrix: {os: \"${{ matrix.x }}\"}}", ["4:34 unknown-context"]),
        ("timeout-minutes: 5", []), ("timeout-minutes: 0.5", []),
        ("timeout-minutes: 0", ["4:22 invalid-value"]), ("timeout-minutes: -1", ["4:22 invalid-value"]),
        ("timeout-minutes: five", ["4:22 wrong-type"]), ("timeout-minutes: true", ["4:22 wrong-type"]),
        ("timeout-minutes: ${{ vars.T }}", []), ("timeout-minutes: 1${{ vars.T }}", ["4:22 wrong-type"]),
        ("continue-on-error: true", []), ("continue-on-error: maybe", ["4:24 wrong-type"]),
        ("tier: unit", []), ("tier: units", ["4:11 invalid-value"]),
        ("paths: ['**', '!docs/**']", []), ("paths: ['?a']", ["4:14 bad-glob"]),
        ("outputs:\n  x: ${{ steps.s.outputs.x }}", ["5:14 undefined-step"]),
        ("env:\n  X: ${{ steps.s.outputs.x }}", ["5:14 unknown-context"]),
        ("container: x", ["4:16 unavailable"]), ("environment: x", []),
        ("timeout_minutes: 3", ["4:5 unknown-key"]), ("name: a\nname: b", ["5:5 duplicate-key"])
    ]

    @Test(arguments: jobKeys)
    func `keys of a job`(keys: String, expected: [String]) {
        #expect(findings(job(keys)) == expected, "\(keys)")
    }

    private static let machines: [(String, [String])] = [
        ("    runs-on: linux\n", []), ("    runs-on: [a, '${{ vars.X }}']\n", []),
        ("    runs-on: {labels: [a]}\n", []), ("    runs-on: {group: g}\n", ["4:22 unavailable"]),
        ("    runs-on: {group: a/b}\n", ["4:22 invalid-value"]),
        ("    runs-on: []\n", ["4:14 invalid-value"]), ("    runs-on: ''\n", ["4:14 invalid-value"]),
        ("    runs-on: {}\n", ["4:14 missing-key"]), ("    runs-on:\n", ["4:13 wrong-type"]),
        ("", ["4:5 missing-key"])
    ]

    @Test(arguments: machines)
    func `the machine of a job`(runsOn: String, expected: [String]) {
        #expect(findings(job("", runsOn: runsOn)) == expected, "\(runsOn)")
    }

    private static let stepKeys: [(String, [String])] = [
        ("run: make", []), ("uses: actions/checkout@v4", []), ("uses: Actions/Checkout@v4", []),
        ("id: a\nname: n\nif: failure()\nrun: x\nshell: sh\nworking-directory: d\nenv: {A: 1}\ntimeout-minutes: 1", []),
        ("run: x\nshell: perl {0}", []), ("run: x\nshell: ''", ["7:16 invalid-value"]),
        ("run: x\nif: secrets.A", ["7:13 unknown-context"]), ("run: x\nif: hashFiles('a') != ''", []),
        ("run: x\nif: ${{ true }} && false", ["7:13 constant-condition"]),
        ("run: x\nuses: actions/checkout@v4", ["7:9 unknown-key"]), ("run: x\nwith: {a: b}", ["7:9 unknown-key"]),
        ("uses: actions/checkout@v4\nshell: sh", ["7:9 unknown-key"]),
        ("name: x", ["6:9 missing-key"]), ("wait: x", ["6:15 undefined-step"]),
        ("run: ", ["6:13 wrong-type"]), ("id: __x\nrun: x", ["6:13 invalid-value"]),
        ("id: 1x\nrun: x", ["6:13 invalid-value"]), ("run: x\nsheel: sh", ["7:9 unknown-key"]),
        ("uses: actions/cache@v4", ["6:15 missing-input"]), ("uses: ./a", []), ("uses: a/b@v1", []),
        ("uses: a/b/c/d@feature/x", []),
        ("uses: a/../b@v1", ["6:15 invalid-value"]), ("uses: a//b@v1", ["6:15 invalid-value"]),
        ("uses: a/b", ["6:15 invalid-value"]), ("uses: docker://", ["6:15 invalid-value"]),
        ("uses: actions/checkout", ["6:15 invalid-value"]), ("uses: checkout@v4", ["6:15 invalid-value"]),
        ("uses: actions/checkout@v4\nwith: {ref: x, fetch-depth: 0, token: '${{ github.token }}', lfs: false}", []),
        ("uses: actions/checkout@v4\nwith:\n  lfs: true\n  ssh-key: k", ["9:11 unsupported-action"]),
        ("uses: actions/checkout@v4\nwith: {reff: x}", ["7:16 undefined-input"]),
        ("run: echo ${{ github.event.issue.title }}", ["6:23 untrusted-input"]),
        ("run: echo ${{ github.event.commits[0].author.name }}", ["6:23 untrusted-input"]),
        ("run: echo ${{ github.head_ref }}", ["6:23 untrusted-input"]),
        ("run: echo ${{ join(github.event.commits.*.message) }}", ["6:28 untrusted-input"]),
        ("run: echo ${{ github.event.issue.number }}", []),
        ("run: echo \"$T\"\nenv: {T: \"${{ github.event.issue.title }}\"}", []),
        ("run: echo '::set-output name=a::b'", ["6:20 deprecated-command"]),
        ("run: |\n  echo a\n  echo ${{ githob.x }}", ["8:20 unknown-context"]),
        ("run: >-\n  echo a\n  echo ${{ githob.x }}", ["8:20 unknown-context"]),
        ("run: \"echo \\\"a\\\" ${{ githob.x }}\"", ["6:30 unknown-context"]),
        ("run: 'echo ''a'' ${{ githob.x }}'", ["6:30 unknown-context"]),
        ("run: echo a\n  ${{ githob.x }}", ["7:15 unknown-context"]),
        ("run: echo ${{ matrix.os }}", ["6:23 undefined-matrix"]),
        ("run: echo ${{ needs.a.result }}", ["6:23 undefined-needs"]),
        ("run: echo ${{ inputs.a }}", ["6:23 undefined-input"]),
        ("id: s\nrun: echo ${{ steps.s.outcome }}", ["7:23 undefined-step"])
    ]

    @Test(arguments: stepKeys)
    func `keys of a step`(keys: String, expected: [String]) {
        #expect(findings(step(keys)) == expected, "\(keys)")
    }
}
