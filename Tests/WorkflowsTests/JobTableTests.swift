import Testing
import Workflows

/// The parts of a job that came after its steps: each with forms that are right, and forms that are wrong.
@Suite struct JobTableTests {
    private static let keys: [(String, [String])] = [
        ("permissions: read-all", []), ("permissions: {}", []), ("permissions: {contents: read, id-token: write}", []),
        ("permissions: write", ["4:18 invalid-value"]), ("permissions: {id-token: read}", ["4:29 invalid-value"]),
        ("permissions: {content: read}", ["4:19 unknown-key"]), ("permissions:", ["4:17 wrong-type"]),
        ("concurrency: g-${{ matrix.x }}", ["4:24 undefined-matrix"]),
        ("concurrency: {group: g, cancel-in-progress: '${{ github.ref == 1 }}', queue: max}", []),
        ("concurrency: {queue: single}", ["4:18 missing-key"]),
        ("concurrency: {group: g, queue: all}", ["4:36 invalid-value"]),
        ("concurrency: {group: '${{ secrets.X }}'}", ["4:31 unknown-context"]),
        ("environment: prod", []),
        ("environment: {name: prod, url: '${{ steps.s.outputs.u }}'}", ["4:41 undefined-step"]),
        ("environment: {name: prod, deployment: false}", []), ("environment: {url: x}", ["4:18 missing-key"]),
        ("environment: {name: p, url: '${{ secrets.X }}'}", ["4:38 unknown-context"]),
        ("cancel-timeout-minutes: 2", []), ("cancel-timeout-minutes: x", ["4:29 wrong-type"]),
        ("container: debian:12", ["4:16 unavailable"]),
        (
            "container: {image: x, env: {A: '${{ secrets.B }}'}, ports: [80], volumes: ['a:/b'], options: --cpus 1}",
            ["4:16 unavailable"]
        ),
        ("container: {options: x}", ["4:16 missing-key", "4:16 unavailable"]),
        ("container: {image: x, command: y}", ["4:16 unavailable", "4:27 unknown-key"]),
        ("container: {image: x, credentials: {username: a, password: b}}", ["4:16 unavailable", "4:64 plain-secret"]),
        ("container: {image: x, credentials: {username: a}}", ["4:16 unavailable", "4:40 missing-key"]),
        ("container: {image: x, ports: 80}", ["4:16 unavailable", "4:34 wrong-type"]),
        ("services: {db: {image: postgres, entrypoint: e, command: c}}", ["4:15 unavailable"]),
        ("services: {db: {}}", ["4:15 unavailable", "4:20 missing-key"]),
        ("services: '${{ fromJSON(vars.S) }}'", ["4:15 unavailable"]),
        ("snapshot: {image-name: x, version: 1.*}", ["4:15 unavailable"]),
        ("snapshot: {version: x}", ["4:15 missing-key"]),
        ("test-report: reports/*.xml", ["4:18 unavailable"]), ("test-report: {a: b}", ["4:18 wrong-type"]),
        ("retry: {max: 2, on: [lost, setup_failure, timeout, exit 75], backoff: 30s}", []),
        ("retry: {on: lost}", ["4:12 missing-key"]), ("retry: {max: 0}", ["4:18 invalid-value"]),
        ("retry: {max: 11}", ["4:18 invalid-value"]), ("retry: {max: 1, on: [exit 0]}", ["4:26 invalid-value"]),
        ("retry: {max: 1, backoff: soon}", ["4:30 invalid-value"]),
        (
            "timeout-minutes: 1\nresources: {gpu: 1, cpu: 0.5, memory: 8Gi, licence: '${{ vars.L }}'}",
            ["5:22 unavailable"]
        ),
        ("timeout-minutes: 1\nresources: {gpu: none}", ["5:22 invalid-value"]),
        ("uses: ./a.yml", ["5:5 unknown-key", "6:5 unknown-key"]), ("with: {a: b}", ["4:5 unknown-key"])
    ]

    @Test(arguments: keys)
    func `keys of a job`(keys: String, expected: [String]) {
        #expect(findings(job(keys)) == expected, "\(keys)")
    }

    private static let calls: [(String, [String])] = [
        ("uses: ./.anneal/workflows/x.yml", []), ("uses: o/r/.github/workflows/x.yaml@v1", []),
        (
            "uses: o/r/x.yml@v1\nwith: {a: 1, b: true, c: '${{ github.ref }}'}\nsecrets: inherit\npermissions: read-all",
            []
        ),
        ("uses: o/r/x.yml@v1\nsecrets: {A: '${{ secrets.B }}'}\nconcurrency: c\nif: always()", []),
        ("uses: o/r/x.yml@v1\nwith: {a: '${{ secrets.B }}'}", ["5:20 unknown-context"]),
        ("uses: o/r/x.yml@v1\nwith: {a: [1]}", ["5:15 wrong-type"]),
        ("uses: o/r/x.yml@v1\nwith: {a: 1, A: 2}", ["5:18 duplicate-id"]),
        ("uses: o/r/x.yml@v1\nsecrets: all", ["5:14 invalid-value"]),
        ("uses: ./x.yml@v1", ["4:11 invalid-value"]), ("uses: o/r@v1", ["4:11 invalid-value"]),
        ("uses: o/r/x.yml", ["4:11 invalid-value"]), ("uses: ./../x.yml", ["4:11 invalid-value"]),
        ("uses: ${{ vars.W }}", ["4:11 expression"]), ("uses: ./x.yml\nsteps: [{run: x}]", ["5:5 unknown-key"]),
        // What is in a key that is out of place is of no interest.
        ("uses: ./x.yml\nsteps: []", ["5:5 unknown-key"]),
        ("uses: ./x.yml\ntimeout-minutes: soon", ["5:5 unknown-key"]),
        ("uses: ./x.yml\nenv: {A: b}\ntimeout-minutes: 3", ["5:5 unknown-key", "6:5 unknown-key"]),
        ("with: {a: b}", ["4:5 missing-key"])
    ]

    @Test(arguments: calls)
    func `a job that calls a workflow`(keys: String, expected: [String]) {
        #expect(findings(job(keys, steps: "", runsOn: "")) == expected, "\(keys)")
    }

    private static let steps: [(String, [String])] = [
        ("id: s\nrun: x\nbackground: true\n- wait: s\n- wait: [s]\n- wait-all:\n- cancel: s", []),
        ("run: x\nbackground: maybe", ["7:21 wrong-type"]),
        ("id: s\nrun: x\n- wait: s", ["8:15 undefined-step"]),
        ("wait: s\n- id: s\nrun: x\nbackground: true", ["6:15 undefined-step"]),
        ("id: s\nrun: x\nbackground: true\n- cancel: s\nif: always()", ["10:9 unknown-key"]),
        ("wait-all: true\n- wait-all: false", ["7:19 invalid-value"]), ("wait: []", ["6:15 missing-key"]),
        ("parallel:\n  - run: a\n    id: a\n  - uses: ./b\n- run: echo ${{ steps.a.outputs.x }}", []),
        ("parallel: []", ["6:19 missing-key"]), ("parallel: {run: x}", ["6:19 wrong-type"]),
        ("parallel:\n  - wait-all:", ["7:13 unknown-key"]),
        ("parallel:\n  - run: a\n    id: a\n  - run: b\n    id: A", ["10:17 duplicate-id"]),
        ("uses: docker://alpine:3", ["6:15 unavailable"]), ("uses: anneal/promote@v1", ["6:15 unavailable"]),
        ("uses: docker://", ["6:15 invalid-value"]), ("uses: a/b", ["6:15 invalid-value"]),
        ("uses: a/../c@v1", ["6:15 invalid-value"]),
        ("uses: actions/cache@v4\nwith: {path: p, key: k, restore-keys: r}", []),
        (
            "uses: actions/github-script@v7\nwith:\n  script: log('${{ github.event.issue.title }}')",
            ["8:28 untrusted-input"]
        ),
        ("uses: ./a\nwith: {a: 1, A: 2}", ["7:22 duplicate-key"])
    ]

    @Test(arguments: steps)
    func `what a step does`(keys: String, expected: [String]) {
        #expect(findings(step(keys)) == expected, "\(keys)")
    }

    @Test func `a job that trains gets a note when it has no time-out`() {
        #expect(findings(job("name: Train the model")) == ["3:3 missing-timeout"])
        #expect(findings(job("name: Train the model\ntimeout-minutes: 5")) == [])
        #expect(findings(job("name: A trained eye")) == [])
    }
}
