import Core
import Expressions

/// `runs` of a manifest while it is not known yet what kind it is.
struct RunsDraft {
    var using: Located<String>?
    var steps: YAMLNode?
    var main: String?
    var pre: String?
    var preCondition: Located<Condition>?
    var post: String?
    var postCondition: Located<Condition>?
    var image: String?
    var entrypoint: Located<Template>?
    var arguments: [Located<Template>] = []
    var environment: [EnvironmentEntry] = []
    var preEntrypoint: String?
    var postEntrypoint: String?
}

extension KeyTable<RunsDraft> {
    static let runs = KeyTable(
        "'runs'",
        [
            "using": .read { $2.using = $0.text($1, "'using'") },
            "steps": .read { $2.steps = $1 },
            "main": .read { $2.main = $0.pathInAction($1, "'main'") },
            "pre": .read { $2.pre = $0.pathInAction($1, "'pre'") },
            "pre-if": .read { $2.preCondition = $0.condition($1, "'pre-if'", at: .actionCondition) },
            "post": .read { $2.post = $0.pathInAction($1, "'post'") },
            "post-if": .read { $2.postCondition = $0.condition($1, "'post-if'", at: .actionCondition) },
            "image": .read { $2.image = $0.text($1, "'image'")?.content },
            "entrypoint": .read { $2.entrypoint = $0.template($1, "'entrypoint'", at: .actionContainer) },
            "args": .read { reader, node, draft in
                draft.arguments = (reader.elements(node, "'args'") ?? []).compactMap {
                    $0.isNull ? nil : reader.template($0, "an argument", at: .actionContainer)
                }
            },
            "env": .read { $2.environment = $0.entries($1, "'env'", at: .actionContainer, isEnvironment: true) },
            "pre-entrypoint": .read { $2.preEntrypoint = $0.pathInAction($1, "'pre-entrypoint'") },
            "post-entrypoint": .read { $2.postEntrypoint = $0.pathInAction($1, "'post-entrypoint'") }
        ])
}

extension Reader {
    /// Runtimes that GitHub has had since JavaScript actions exist; all of them are run by the machine's own node.
    private static let runtimes = ["node12", "node16", "node20", "node24"]

    func readActionRuns(_ node: YAMLNode) -> ActionDefinition.Runs? {
        var draft = RunsDraft()
        guard read(node, by: .runs, into: &draft) else { return nil }
        guard let using = draft.using else {
            if node["using"] == nil, !misspells(["using"], in: node) {
                report(
                    .missingKey, "'runs' has no 'using'", help: "Write 'using: composite' or 'using: node24'.",
                    at: node.position)
            }
            return nil
        }
        let kind = using.content.lowercased()
        if kind == "composite" { return readComposite(draft, node) }
        if kind == "docker" { return readDocker(draft, node) }
        guard Self.runtimes.contains(kind) else {
            let known = ["composite", "docker"] + Self.runtimes
            report(
                .invalidValue, "'\(using.content)' is no way to run an action",
                help: suggestion(for: kind, in: known) ?? "Use \(known.joined(separator: ", ")).", at: using.position)
            return nil
        }
        return readJavaScript(draft, node, runtime: kind)
    }

    private func readComposite(_ draft: RunsDraft, _ node: YAMLNode) -> ActionDefinition.Runs? {
        refuseForeign(node, kind: "a composite action", ["using", "steps"])
        guard let steps = draft.steps else {
            if !misspells(["steps"], in: node) {
                report(.missingKey, "a composite action needs 'steps'", help: "Add the list.", at: node.position)
            }
            return nil
        }
        return .composite(steps: readCompositeSteps(steps))
    }

    private func readJavaScript(_ draft: RunsDraft, _ node: YAMLNode, runtime: String) -> ActionDefinition.Runs? {
        refuseForeign(node, kind: "a JavaScript action", ["using", "main", "pre", "pre-if", "post", "post-if"])
        guard let main = draft.main else {
            if node["main"] == nil, !misspells(["main"], in: node) {
                report(
                    .missingKey, "a JavaScript action needs 'main'", help: "Name the file that node runs.",
                    at: node.position)
            }
            return nil
        }
        return .javaScript(
            .init(
                runtime: runtime, main: main, pre: draft.pre, preCondition: draft.preCondition, post: draft.post,
                postCondition: draft.postCondition))
    }

    private func readDocker(_ draft: RunsDraft, _ node: YAMLNode) -> ActionDefinition.Runs? {
        refuseForeign(
            node, kind: "a Docker action",
            [
                "using", "image", "entrypoint", "args", "env", "pre-entrypoint", "pre-if", "post-entrypoint", "post-if"
            ])
        guard let image = draft.image else {
            if node["image"] == nil, !misspells(["image"], in: node) {
                report(.missingKey, "a Docker action needs 'image'", help: "Name it.", at: node.position)
            }
            return nil
        }
        return .docker(
            .init(
                image: image, entrypoint: draft.entrypoint, arguments: draft.arguments,
                environment: draft.environment, preEntrypoint: draft.preEntrypoint, preCondition: draft.preCondition,
                postEntrypoint: draft.postEntrypoint, postCondition: draft.postCondition))
    }

    private func refuseForeign(_ node: YAMLNode, kind: String, _ own: Set<String>) {
        for pair in node.mapping ?? [] {
            guard let name = pair.key.text, KeyTable<RunsDraft>.runs[name] != nil, !own.contains(name) else { continue }
            report(
                .unknownKey, "'\(name)' can't stand in 'runs' of \(kind)", help: "Remove it.", at: pair.key.position)
        }
    }

    /// A file of the action itself: whoever wrote the manifest does not get to start another one.
    func pathInAction(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = text(node, what) else { return nil }
        let parts = text.content.split(separator: "/", omittingEmptySubsequences: false)
        var depth = 0
        for part in parts where part != "." && !part.isEmpty { depth += part == ".." ? -1 : 1 }
        // Actions of a repository with several share files one folder up.
        guard !text.content.hasPrefix("/"), depth > -3 else {
            report(
                .invalidValue, "\(what) '\(text.content)' leads out of the action",
                help: "Name a file relative to the manifest.", at: text.position)
            return nil
        }
        return text.content
    }
}
