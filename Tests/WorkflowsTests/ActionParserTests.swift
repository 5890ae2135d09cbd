import Core
import Expressions
import Testing
import Workflows

@Suite struct ActionParserTests {
    private func findings(_ text: String) -> [String] {
        ActionParser.parse(text, path: "action.yml").diagnostics.map {
            "\($0.position.line):\($0.position.column) \($0.severity.rawValue) \($0.rule)"
        }
    }

    private func composite(_ steps: String) -> String {
        "name: a\nruns:\n  using: composite\n  steps:\n" + steps
    }

    @Test func `a composite action has inputs with defaults, steps and outputs`() throws {
        let text = """
            name: Greet
            description: says hello
            author: somebody
            branding: {icon: heart, color: red}
            inputs:
              who: {description: whom, required: true, default: "${{ github.actor }}"}
              loud: {default: false, deprecationMessage: nobody listens}
            outputs:
              text: {description: what was said, value: "${{ steps.say.outputs.text }}"}
            runs:
              using: composite
              steps:
                - id: say
                  run: echo "text=hello $WHO" >> "$GITHUB_OUTPUT"
                  shell: bash
                  env: {WHO: "${{ inputs.who }}"}
            """
        let (action, diagnostics) = ActionParser.parse(text, path: "action.yml")
        #expect(diagnostics == [])
        let found = try #require(action)
        #expect(found.name == "Greet")
        #expect(found.inputs.map(\.name.content) == ["who", "loud"])
        #expect(found.inputs[0].isRequired && found.inputs[0].defaultValue?.text == "${{ github.actor }}")
        #expect(found.inputs[1].defaultValue?.text == "false" && found.inputs[1].deprecation == "nobody listens")
        #expect(found.outputs.first?.value?.text == "${{ steps.say.outputs.text }}")
        guard case .composite(let steps) = found.runs else {
            Issue.record("not a composite")
            return
        }
        #expect(steps.map(\.id) == ["say"])
    }

    @Test(arguments: ["node12", "node16", "node20", "node24"])
    func `a JavaScript action names its files`(runtime: String) throws {
        let text = """
            name: js
            runs: {using: \(runtime), main: dist/index.js, pre: pre.js, post: post.js, post-if: success()}
            """
        let (action, diagnostics) = ActionParser.parse(text, path: "action.yml")
        #expect(diagnostics == [])
        guard case .javaScript(let script)? = action?.runs else {
            Issue.record("not JavaScript")
            return
        }
        #expect(script.runtime == runtime && script.main == "dist/index.js" && script.post == "post.js")
        #expect(script.postCondition?.text == "success()")
    }

    @Test func `a Docker action is read whole`() {
        let text =
            "name: d\nruns:\n  using: docker\n  image: Dockerfile\n  args: ['${{ inputs.x }}']\n  env: {A: b}\ninputs: {x: {}}\n"
        let (action, diagnostics) = ActionParser.parse(text, path: "action.yml")
        #expect(diagnostics == [])
        guard case .docker(let docker)? = action?.runs else {
            Issue.record("not Docker")
            return
        }
        #expect(docker.image == "Dockerfile" && docker.arguments.count == 1)
    }

    @Test func `a script in a composite action says its shell`() {
        #expect(findings(composite("    - run: make\n")) == ["5:12 error missing-key"])
    }

    @Test func `a step of a composite action has no time-out and sees no secrets`() {
        let steps = "    - {run: make, shell: bash, timeout-minutes: 1}\n    - {run: \"${{ secrets.X }}\", shell: sh}\n"
        #expect(findings(composite(steps)) == ["5:32 error unknown-key", "6:18 error unknown-context"])
    }

    @Test func `keys of runs belong to their kind`() {
        #expect(findings("name: a\nruns: {using: node20, main: a.js, steps: []}\n") == ["2:35 error unknown-key"])
        #expect(findings("name: a\nruns: {using: node20}\n") == ["2:7 error missing-key"])
        #expect(findings("name: a\nruns: {using: ruby, main: a.rb}\n") == ["2:15 error invalid-value"])
        #expect(findings("name: a\n") == ["1:1 error missing-key"])
    }

    @Test func `what only describes the action is said and not refused`() {
        let text =
            "name: a\ncolour: red\ninputs: {x: {type: string}}\nruns: {using: node20, main: a.js}\n"
        #expect(findings(text) == ["2:1 warning unknown-key", "3:14 warning unknown-key"])
    }

    @Test func `a file outside of the action is refused`() {
        #expect(findings("name: a\nruns: {using: node20, main: /etc/passwd}\n").first == "2:29 error invalid-value")
        #expect(
            findings("name: a\nruns: {using: node20, main: ../../../../x.js}\n").first == "2:29 error invalid-value")
    }

    @Test func `inputs and steps that are not there are found`() {
        let steps = "    - {run: \"${{ inputs.nope }} ${{ steps.nope.outputs.x }}\", shell: sh}\n"
        #expect(findings(composite(steps)) == ["5:18 warning undefined-input", "5:37 warning undefined-step"])
    }

    @Test func `outputs of a composite action have values`() {
        #expect(findings(composite("    - {run: x, shell: sh}\n") + "outputs: {o: {}}\n") == ["6:11 error missing-key"])
    }
}
