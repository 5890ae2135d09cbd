import Core
import Expressions
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

    static func variables(of github: Value) -> [String: String] {
        var variables: [String: String] = [:]
        for name in repeated {
            guard let value = github.member(ignoringCase: name), value != .null else { continue }
            variables["GITHUB_" + name.uppercased()] = value.coercedString
        }
        return variables
    }

    static func runner(temporary: String, toolCache: String, host: String) -> Value {
        [
            "os": "Linux", "arch": .string(architecture), "name": .string(host), "temp": .string(temporary),
            "tool_cache": .string(toolCache), "environment": "self-hosted"
        ]
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
