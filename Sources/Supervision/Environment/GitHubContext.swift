import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The `github` and `runner` contexts and the variables that repeat them.
enum GitHubContext {
    /// The members of `github` that GitHub repeats as `GITHUB_…`.
    private static let repeated = [
        "action", "action_path", "action_ref", "action_repository", "actor", "actor_id", "api_url", "base_ref",
        "event_name", "event_path", "graphql_url", "head_ref", "job", "ref", "ref_name", "ref_protected", "ref_type",
        "repository", "repository_id", "repository_owner", "repository_owner_id", "retention_days", "run_attempt",
        "run_id", "run_number", "server_url", "sha", "triggering_actor", "workflow", "workflow_ref", "workflow_sha",
        "workspace"
    ]

    /// Those that are there with every event, if only empty: scripts with `set -u` look at them.
    private static let always = ["action_ref", "action_repository", "base_ref", "head_ref"]

    static var variableNames: [String] { repeated.map { "GITHUB_" + $0.uppercased() } }

    static func variables(of github: OrderedDictionary<String, Value>) -> [String: String] {
        var variables: [String: String] = [:]
        for name in always { variables["GITHUB_" + name.uppercased()] = "" }
        for name in repeated {
            guard let value = github[name], value != .null else { continue }
            variables["GITHUB_" + name.uppercased()] = value.coercedString
        }
        return variables
    }

    static func runner(_ workspace: JobPlan.Workspace, host: String, isDebug: Bool) -> Value {
        let folder = workspace.path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        var members: OrderedDictionary<String, Value> = [
            "os": "Linux", "arch": .string(architecture), "name": .string(host), "temp": .string(workspace.temporary),
            "tool_cache": .string(workspace.toolCache), "environment": "self-hosted",
            "workspace": .string(folder.isEmpty ? "/" : folder)
        ]
        if isDebug { members["debug"] = "1" }
        return .object(members)
    }

    static func variables(ofRunner runner: Value) -> [String: String] {
        var variables: [String: String] = [:]
        for (name, value) in runner.object ?? [:] { variables["RUNNER_" + name.uppercased()] = value.coercedString }
        return variables
    }

    /// As GitHub names it.
    private static var architecture: String {
        #if arch(arm64)
            "ARM64"
        #else
            "X64"
        #endif
    }
}
