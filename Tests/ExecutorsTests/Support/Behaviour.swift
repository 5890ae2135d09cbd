import JobProtocol

/// What a job does, said to each executor in its own way.
enum Behaviour: Sendable {
    case succeeds
    case fails(exitCode: Int)
    /// Hands on `greeting=hello`.
    case handsOn
    /// Until it is released or cancelled.
    case waits
    /// Whoever runs it dies after the first fact, without a last word.
    case vanishes

    func variables(gate: String) -> [NamedText] {
        switch self {
        case .succeeds: []
        case .fails(let code):
            [NamedText("ANNEAL_DUMMY_CONCLUSION", "failure"), NamedText("ANNEAL_DUMMY_EXIT_CODE", "\(code)")]
        case .handsOn: [NamedText("ANNEAL_DUMMY_OUTPUT", "greeting=hello")]
        case .waits: [NamedText("ANNEAL_DUMMY_WAIT", gate)]
        case .vanishes: [NamedText("ANNEAL_DUMMY_VANISH", "1")]
        }
    }

    /// A step for a real supervisor. `$GATE.pipe` blocks until the test writes into it.
    var script: String {
        switch self {
        case .succeeds: "echo done"
        case .fails(let code): "exit \(code)"
        case .handsOn: #"echo greeting=hello >> "$GITHUB_OUTPUT""#
        case .waits: #"read -r line < "$GATE.pipe""#
        case .vanishes: #"echo $$ > "$GATE.pid"; kill -KILL "$PPID"; read -r line < "$GATE.pipe""#
        }
    }

    var outputs: [JobOutput] {
        guard case .handsOn = self else { return [] }
        return [JobOutput("greeting", "${{ steps.work.outputs.greeting }}", at: "ci.yml, line 3")]
    }
}
