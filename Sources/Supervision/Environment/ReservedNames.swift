/// Variables that a workflow may not set, because steps rely on what the engine says in them.
enum ReservedNames {
    /// - Returns: why not; nil when the name is free. `GITHUB_TOKEN` is: workflows hand it on under that name.
    static func refusal(of name: String) -> String? {
        let upper = name.uppercased()
        if upper == "GITHUB_TOKEN" { return nil }
        for prefix in ["GITHUB_", "RUNNER_"] where upper.hasPrefix(prefix) {
            return "`\(name)` is set by the engine; names that begin with \(prefix) can't be set by a workflow"
        }
        return nil
    }

    /// What else the file GITHUB_ENV may not set: it would make every later Node process load a file of a step's choice.
    static func refusalInFile(of name: String) -> String? {
        if name.uppercased() == "NODE_OPTIONS" {
            return "`NODE_OPTIONS` can't be set through $GITHUB_ENV; set it with `env:` at the step that needs it"
        }
        return refusal(of: name)
    }
}
