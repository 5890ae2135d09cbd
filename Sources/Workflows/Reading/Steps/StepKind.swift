/// What a step does, by the key that says so.
enum StepKind: String, CaseIterable {
    case run, uses, wait
    case waitAll = "wait-all"
    case cancel, parallel

    /// The keys that go with it.
    var keys: Set<String> {
        let working: Set<String> = ["id", "name", "if", "env", "timeout-minutes", "continue-on-error", "background"]
        return switch self {
        case .run: working.union(["shell", "working-directory"])
        case .uses: working.union(["with"])
        case .wait, .waitAll, .cancel, .parallel: ["id", "name", "continue-on-error"]
        }
    }
}
