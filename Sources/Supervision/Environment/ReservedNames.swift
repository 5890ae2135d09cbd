/// Variables that a workflow may not set, because steps rely on what the engine says in them. Other names that begin in
/// the same way are free, as on GitHub: `GITHUB_TOKEN`, `GITHUB_PAT`.
enum ReservedNames {
    /// - Returns: why not; nil when the name is free.
    static func refusal(of name: String) -> String? {
        guard names.contains(name.uppercased()) else { return nil }
        return "`\(name)` is set by the engine and can't be set by a workflow; take another name"
    }

    /// What else the file GITHUB_ENV may not set: it would make every later Node process load a file of a step's choice.
    static func refusalInFile(of name: String) -> String? {
        if name.uppercased() == "NODE_OPTIONS" {
            return "`NODE_OPTIONS` can't be set through $GITHUB_ENV; set it with `env:` at the step that needs it"
        }
        return refusal(of: name)
    }

    private static let names = Set(
        GitHubContext.variableNames + CommandFile.allCases.map(\.variable) + ["GITHUB_ACTIONS", "ANNEAL_STEP"]
            + [
                "ARCH", "DEBUG", "ENVIRONMENT", "NAME", "OS", "TEMP", "TOOL_CACHE", "WORKSPACE"
            ].map { "RUNNER_" + $0 })
}
