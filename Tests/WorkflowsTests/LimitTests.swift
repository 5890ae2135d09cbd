import Core
import OrderedCollections
import Testing
import Workflows

@Suite struct LimitTests {
    @Test func `a file that is no text is refused where it stops being one`() {
        let bytes = Array("on: push\nname: é".utf8) + [0xFF] + Array("\n".utf8)
        let diagnostics = Linter.lint(bytes, path: "ci.yml")
        #expect(diagnostics.map(\.rule) == ["invalid-yaml"])
        #expect(diagnostics.map(\.position) == [SourcePosition(line: 2, column: 8)])
        #expect(Linter.lint([0xFF], path: "ci.yml").map(\.position) == [.start])
    }

    @Test func `an empty file and a file of comments say so`() {
        for text in ["", "\n\n", "# nothing\n", "\u{FEFF}", "---\n"] {
            #expect(
                findings(text).map { $0.split(separator: " ").last } == ["invalid-yaml"])
        }
        #expect(findings("- a\n") == ["1:1 wrong-type"])
        #expect(findings("text") == ["1:1 wrong-type"])
    }

    @Test func `a file may not be larger than its limit`() {
        let text = Array(root("on: push").utf8)
        #expect(
            WorkflowParser.parse(text, path: "x", options: WorkflowOptions(maximumSize: text.count)).workflow != nil)
        let (workflow, diagnostics) = WorkflowParser.parse(
            text, path: "x", options: WorkflowOptions(maximumSize: text.count - 1))
        #expect(workflow == nil && diagnostics.map(\.rule) == ["limit"])
    }

    @Test(.timeLimit(.minutes(2))) func `ten thousand jobs are read`() {
        var text = "on: push\njobs:\n"
        for index in 0..<10_000 {
            text +=
                "  j\(index):\n    runs-on: x\n" + (index > 0 ? "    needs: j\(index - 1)\n" : "")
                + "    steps: [{run: a}]\n"
        }
        let (workflow, diagnostics) = WorkflowParser.parse(text, path: "ci.yml")
        #expect(diagnostics.isEmpty && workflow?.jobs.count == 10_000)
    }

    @Test func `findings end at a thousand, and the file stays refused`() {
        let text = root("on: push\n" + (0..<5000).map { "k\($0): x" }.joined(separator: "\n"))
        let diagnostics = Linter.lint(Array(text.utf8), path: "ci.yml")
        #expect(diagnostics.count == 1001)
        #expect(diagnostics.contains { $0.rule == "limit" && $0.severity == .error })
    }

    @Test func `a workflow comes with warnings but not with errors`() {
        let warned = WorkflowParser.parse(step("run: echo '::set-output name=a::b'"), path: "ci.yml")
        #expect(warned.workflow != nil && warned.diagnostics.map(\.severity) == [.warning])
        let refused = WorkflowParser.parse(step("rum: x"), path: "ci.yml")
        #expect(refused.workflow == nil)
    }

    @Test(arguments: 0..<40) func `no change to a workflow makes the reader trap or run on`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            "\n", "  ", "\t", ": ", "- ", "[", "]", "{", "}", "'", "\"", "&a ", "*a", "|\n", ">-\n", "#", "${{", "}}",
            "!", "\\", "é", "\u{FEFF}", "---\n", "?", "<<: ", ",", "\r"
        ]
        let original = Array(sample.utf8)
        for _ in 0..<60 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    bytes.insert(contentsOf: pieces.randomElement(using: &generator)?.utf8.map { $0 } ?? [], at: place)
                case 1:
                    bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...20, using: &generator)))
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: bytes.count - place)
                }
            }
            let (workflow, diagnostics) = WorkflowParser.parse(bytes, path: "seed \(seed)")
            #expect((workflow == nil) == diagnostics.contains { $0.severity == .error }, "seed \(seed)")
            #expect(diagnostics.map(\.position) == diagnostics.map(\.position).sorted(), "seed \(seed)")
        }
    }

    private let sample = """
        name: CI  # comment
        on:
          push: {branches: [main, 'release/**'], paths-ignore: ["docs/**"]}
          workflow_dispatch:
            inputs: {level: {type: choice, options: [a, b], default: a}}
        env: &env {A: 1, B: "x\\ty"}
        defaults: {run: {shell: bash}}
        jobs:
          build:
            runs-on: ${{ matrix.os }}
            strategy: {matrix: {os: [a, b], include: [{os: c, extra: 1}]}}
            env: *env
            outputs:
              o: ${{ steps.s.outputs.o }}
            steps:
              - uses: actions/checkout@v4
              - id: s
                if: ${{ github.ref == 'refs/heads/main' && success() }}
                run: |
                  echo "${{ matrix.os }}"
                    echo more
              - run: >-
                  folded
                  text
          test:
            needs: [build]
            runs-on: linux
            steps:
            - run: 'it''s'
        """
}
