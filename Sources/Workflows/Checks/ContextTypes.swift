import Core
import Expressions
import OrderedCollections

/// What a file says about the contexts of its expressions.
///
/// Names that other checks know better how to miss (a need, a step, an input, …) are open here: those checks find them.
struct ContextTypes {
    private let shared: [String: ValueType]
    private let workflow: Workflow

    private let broken: Set<String>

    /// - Parameters:
    ///   - hasClosedSecrets: the file names all secrets that it gets.
    ///   - broken: jobs whose outputs or matrix are not known for sure.
    init(_ workflow: Workflow, hasClosedSecrets: Bool, broken: Set<String>) {
        self.workflow = workflow
        self.broken = broken
        var shared = Self.fixed
        let inputs = (workflow.triggers.workflowDispatch?.inputs ?? []) + (workflow.triggers.workflowCall?.inputs ?? [])
        shared["inputs"] = .object(
            Dictionary(inputs.map { ($0.name.content.lowercased(), $0.kind.type) }) { $0.joined(with: $1) }, rest: .any)
        if hasClosedSecrets {
            let secrets = workflow.triggers.workflowCall?.secrets ?? []
            let names = secrets.map { $0.name.content.lowercased() } + Self.ownSecrets
            shared["secrets"] = .object(Dictionary(names.map { ($0, .string) }) { $1 }, rest: nil)
        }
        self.shared = shared
    }

    static let ownSecrets = ["github_token", "actions_step_debug", "actions_runner_debug"]

    /// Outside of jobs.
    var ofWorkflow: [String: ValueType] { shared }

    func ofJob(_ id: String) -> [String: ValueType] {
        guard let job = workflow.jobs[id] else { return shared }
        var types = shared
        types["needs"] = .object(
            job.needs.reduce(into: [:]) { needs, need in
                guard let needed = workflow.jobs[need.content] else { return }
                needs[need.content.lowercased()] = result(needed)
            }, rest: .any)
        let outcome: [String: ValueType] = [
            "outcome": .string, "conclusion": .string, "outputs": .object([:], rest: .string)
        ]
        types["steps"] = .object([:], rest: .object(outcome, rest: nil))
        types["matrix"] = broken.contains(id) ? .any : Self.matrix(job.strategy?.matrix?.content)
        return types
    }

    /// What others see of a job.
    private func result(_ job: JobDefinition) -> ValueType {
        let isOpen = broken.contains(job.id.content) || job.call != nil || job.outputs.contains(where: \.isInsertion)
        let outputs = Dictionary(job.outputs.map { ($0.name.content.lowercased(), ValueType.string) }) { $1 }
        return .object(
            ["result": .string, "outputs": .object(outputs, rest: isOpen ? .string : nil)], rest: nil)
    }

    private static func matrix(_ matrix: Matrix?) -> ValueType {
        guard case .table(let dimensions, let include, _)? = matrix else { return .any }
        var members: [String: ValueType] = [:]
        for (name, values) in dimensions {
            guard case .array(let elements) = values else {
                members[name.lowercased()] = .any
                continue
            }
            members[name.lowercased()] = joined(elements.map { type($0.content) })
        }
        switch include {
        case nil: break
        case .array(let elements):
            for element in elements {
                guard case .object(let more) = element.content else { return .object(members, rest: .any) }
                for (name, value) in more {
                    let type = type(value.content)
                    members[name.lowercased()] = members[name.lowercased()]?.joined(with: type) ?? type
                }
            }
        default: return .any
        }
        return .object(members, rest: .any)
    }

    private static func type(_ value: TemplateValue) -> ValueType {
        switch value {
        case .literal(let value): ValueType(value)
        case .template: .any
        case .array(let elements): .array(joined(elements.map { type($0.content) }))
        case .object(let members):
            .object(members.reduce(into: [:]) { $0[$1.key.lowercased()] = type($1.value.content) }, rest: nil)
        }
    }

    private static func joined(_ types: [ValueType]) -> ValueType {
        types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
    }

    // MARK: The same in every file

    private static let texts = ValueType.object([:], rest: .string)

    private static let fixed: [String: ValueType] = [
        "github": github, "env": texts, "vars": texts, "secrets": texts, "runner": runner, "job": job,
        "strategy": .object(
            ["fail-fast": .boolean, "job-index": .number, "job-total": .number, "max-parallel": .number], rest: nil)
    ]

    private static let github: ValueType = {
        let names = [
            "action", "action_path", "action_ref", "action_repository", "action_status", "actor", "actor_id",
            "api_url", "base_ref", "env", "event_name", "event_path", "graphql_url", "head_ref", "job", "output",
            "path", "ref", "ref_name", "ref_type", "repository", "repository_id", "repository_owner",
            "repository_owner_id", "repository_visibility", "repositoryurl", "retention_days", "run_attempt", "run_id",
            "run_number", "secret_source", "server_url", "sha", "state", "step_summary", "token", "triggering_actor",
            "workflow", "workflow_ref", "workflow_sha", "workspace", "artifact_cache_size_limit"
        ]
        var members = Dictionary(names.map { ($0, ValueType.string) }) { $1 }
        members["ref_protected"] = .boolean
        members["event"] = .any
        return .object(members, rest: nil)
    }()

    private static let runner = ValueType.object(
        [
            "name": .string, "os": .string, "arch": .string, "temp": .string, "tool_cache": .string, "debug": .string,
            "environment": .string, "workspace": .string
        ], rest: nil)

    private static let job: ValueType = {
        let container: [String: ValueType] = ["id": .string, "network": .string]
        let service: [String: ValueType] = ["id": .string, "network": .string, "ports": .object([:], rest: .string)]
        return .object(
            [
                "status": .string, "check_run_id": .number, "container": .object(container, rest: nil),
                "services": .object([:], rest: .object(service, rest: nil)), "workflow_ref": .string,
                "workflow_sha": .string, "workflow_repository": .string, "workflow_file_path": .string
            ], rest: nil)
    }()
}

extension InputDefinition.Kind {
    fileprivate var type: ValueType {
        switch self {
        case .boolean: .boolean
        case .number: .number
        case .string, .choice, .environment: .string
        }
    }
}
