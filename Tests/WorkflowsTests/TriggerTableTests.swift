import Testing

/// What starts a workflow: each kind with forms that are right, and forms that are wrong.
@Suite struct TriggerTableTests {
    private static let github: [(String, [String])] = [
        ("on: [push, pull_request, release, create, fork]", []),
        ("on:\n  pull_request:\n    types: [opened, labeled]\n    branches: [main]\n    paths-ignore: ['docs/**']", []),
        ("on:\n  pull_request_target:\n    types: synchronize", []),
        ("on:\n  pull_request:\n    types: [synchronized]", ["3:13 invalid-value"]),
        ("on:\n  pull_request:\n    tags: [x]", ["3:5 unknown-key"]),
        ("on:\n  issues:\n    types: [opened, field_added]", []),
        ("on:\n  issues:\n    branches: [main]", ["3:5 unknown-key"]),
        ("on:\n  create:\n    types: [x]", ["3:5 unknown-key"]),
        ("on:\n  merge_group:\n    branches: [main]\n    types: [checks_requested]", []),
        ("on:\n  image_version:\n    names: [x]\n    versions: ['1.*']", []),
        ("on:\n  workflow_run:\n    workflows: [CI]\n    types: [completed]\n    branches: [main]", []),
        ("on:\n  workflow_run:\n    types: [completed]", ["3:5 missing-key"]),
        ("on:\n  repository_dispatch:\n    types: [anything, at-all]", []),
        ("on:\n  repository_dispatch:\n    event: x", ["3:5 unknown-key"]),
        ("on: {issue: {}}", ["1:6 unknown-key"])
    ]

    @Test(arguments: github)
    func `events of GitHub`(keys: String, expected: [String]) {
        #expect(findings(root(keys)) == expected, "\(keys)")
    }

    private static let schedules: [(String, [String])] = [
        ("- cron: '0 2 * * *'", []),
        ("- cron: '0 2 * * 1-5'\n  timezone: Europe/Berlin\n  catch-up: latest\n  max-age: 12h", []),
        ("- cron: '0 2 * *'", ["3:14 bad-schedule"]), ("- cron: '0 25 * * *'", ["3:16 bad-schedule"]),
        ("- timezone: UTC", ["3:7 missing-key"]),
        ("- cron: '0 2 * * *'\n  timezone: Mars/Olympus", ["4:17 bad-schedule"]),
        ("- cron: '0 2 * * *'\n  timezone: GMT+3", ["4:17 bad-schedule"]),
        ("- cron: '0 2 * * *'\n  catch-up: some", ["4:17 invalid-value"]),
        ("- cron: '0 2 * * *'\n  max-age: 12", ["4:16 invalid-value"]),
        ("- cron: '0 2 * * *'\n  zone: UTC", ["4:7 unknown-key"]), ("cron: '0 2 * * *'", ["3:5 wrong-type"])
    ]

    @Test(arguments: schedules)
    func `entries of a schedule`(entry: String, expected: [String]) {
        #expect(findings(root("on:\n  schedule:\n" + indented(entry, 4))) == expected, "\(entry)")
    }

    private static let calls: [(String, [String])] = [
        ("inputs:\n  a: {type: string, default: '${{ github.ref }}', required: true, description: d}", []),
        ("inputs:\n  a: {type: number, default: 3}\n  b: {type: boolean, default: false}", []),
        ("inputs:\n  a: {default: x}", ["4:10 missing-key"]), ("inputs:\n  a:", ["4:7 missing-key"]),
        ("inputs:\n  a: {type: choice}", ["4:17 invalid-value"]),
        ("inputs:\n  a: {type: boolean, default: x}", ["4:35 wrong-type"]),
        ("inputs:\n  a: {type: string, options: [x]}", ["4:25 unknown-key"]),
        ("inputs:\n  a: {type: string, default: '${{ env.X }}'}", ["4:39 unknown-context"]),
        ("secrets:\n  s: {required: true}\n  t:", []), ("secrets:\n  s: {type: string}", ["4:11 unknown-key"]),
        ("secrets:\n  s:\n  S:", ["5:7 duplicate-id"]),
        ("outputs:\n  o: {value: '${{ jobs.build.result }}', description: d}", []),
        ("outputs:\n  o: {value: '${{ jobs.build.outputs.x }}'}", ["4:23 undefined-job"]),
        ("outputs:\n  o: {value: '${{ jobs.biuld.outputs.x }}'}", ["4:23 undefined-job"]),
        ("outputs:\n  o: {description: d}", ["4:10 missing-key"]),
        ("outputs:\n  o: {value: '${{ steps.s.outputs.x }}'}", ["4:23 unknown-context"]),
        ("output: {}", ["3:5 unknown-key"])
    ]

    @Test(arguments: calls)
    func `a workflow that others call`(keys: String, expected: [String]) {
        #expect(findings(root("on:\n  workflow_call:\n" + indented(keys, 4))) == expected, "\(keys)")
    }

    private static let own: [(String, [String])] = [
        ("data:\n  - dataset: weather\n    quiet: 5m\n    max-wait: 1h\n    min-new: {files: 1}", ["3:16 unavailable"]),
        ("data:\n  - quiet: 5m", ["3:7 missing-key"]),
        ("data:\n  - dataset: d\n    quiet: 2h\n    max-wait: 1h", ["3:16 unavailable", "5:17 invalid-value"]),
        ("data:\n  - dataset: d\n    min-new: {files: 0}", ["3:16 unavailable", "4:24 invalid-value"]),
        ("data:\n  - dataset: d\n    min-new: {}", ["3:16 unavailable", "4:16 missing-key"]),
        ("data: weather", ["2:9 wrong-type"]),
        ("alert:\n  - monitor: accuracy", ["3:7 unavailable"]),
        ("alert:\n  - source: alertmanager\n    labels: {alertname: Low}\n    status: firing", ["3:7 unavailable"]),
        ("alert:\n  - labels: {a: b}", ["3:7 missing-key"]),
        ("alert:\n  - source: alertmanager\n    monitor: a", ["4:16 invalid-value"]),
        ("alert:\n  - source: email", ["3:15 invalid-value"]),
        ("model:\n  - name: weather\n    alias: champion", ["3:13 unavailable"]),
        ("model:\n  - alias: champion", ["3:7 missing-key"]), ("model: []", ["2:10 missing-key"])
    ]

    @Test(arguments: own)
    func `data, alerts and models`(keys: String, expected: [String]) {
        #expect(findings(root("on:\n" + indented(keys, 2))) == expected, "\(keys)")
    }

    private func indented(_ text: String, _ width: Int) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: width) + $0 }.joined(separator: "\n")
    }
}
