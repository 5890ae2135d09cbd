/// The files that a step is handed by path to say things to the engine.
enum CommandFile: String, CaseIterable {
    case output = "GITHUB_OUTPUT"
    case environment = "GITHUB_ENV"
    case path = "GITHUB_PATH"
    case summary = "GITHUB_STEP_SUMMARY"
    case state = "GITHUB_STATE"

    var variable: String { rawValue }

    /// 1 MiB: GitHub's limit for a step's summary and for a job's outputs; for the others, more than execve(2) takes.
    static let maximumBytes = 1 << 20
}
