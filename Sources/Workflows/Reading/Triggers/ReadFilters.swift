import Core

/// `branches`, `tags` and `paths` of an event, each with its `-ignore`.
struct FilterDraft {
    var taken: [String: [Located<Glob>]] = [:]
    var ignored: [String: [Located<Glob>]] = [:]
    var types: [Located<String>]?

    /// A filter and its `-ignore` beside each other: what is ignored is taken back from what was taken.
    func filter(_ name: String) -> PatternFilter? {
        switch (taken[name], ignored[name]) {
        case (nil, nil): nil
        case (let taken?, nil): PatternFilter(patterns: taken)
        case (nil, let ignored?): PatternFilter(ignores: true, patterns: ignored)
        case (let taken?, let ignored?):
            PatternFilter(
                patterns: taken
                    + ignored.compactMap { glob in
                        (try? Glob(parsing: glob.isNegated ? String(glob.pattern.dropFirst()) : "!" + glob.pattern))
                            .map { Located($0, at: glob.position) }
                    })
        }
    }
}

extension Reader {
    /// - Returns: nil for an event without filters.
    func readFilters(
        _ node: YAMLNode, _ event: String, _ names: [String], types: [String]? = nil,
        and others: [String: (YAMLNode) -> Void] = [:]
    ) -> FilterDraft {
        var draft = FilterDraft()
        if node.isNull { return draft }
        guard let pairs = mapping(node, "'\(event)'") else { return draft }
        for pair in pairs {
            let key = pair.key.text ?? ""
            if let name = names.first(where: { key == $0 || key == $0 + "-ignore" }) {
                let isIgnore = key != name
                let globs = globs(pair.value, "'\(key)'", arePaths: name == "paths")
                if isIgnore { draft.ignored[name] = globs } else { draft.taken[name] = globs }
                if draft.taken[name] != nil, draft.ignored[name] != nil { reportBoth(name, event, pair.key) }
            } else if key == "types", let types {
                draft.types = readTypes(pair.value, event, of: types)
            } else if let read = others[key] {
                read(pair.value)
            } else {
                reportUnknown(
                    pair.key, of: "'\(event)'",
                    known: names.flatMap { [$0, $0 + "-ignore"] } + (types == nil ? [] : ["types"]) + others.keys)
            }
        }
        return draft
    }

    private func reportBoth(_ name: String, _ event: String, _ key: YAMLNode) {
        report(
            .exclusiveFilters, "'\(name)' and '\(name)-ignore' stand beside each other; an event takes one of the two",
            help: "Keep '\(name)', and take back with '!' what must not match.",
            severity: options.refusesExclusiveFilters ? .error : .warning, at: key.position)
    }

    func readPush(_ node: YAMLNode) -> PushTrigger {
        let draft = readFilters(node, "push", ["branches", "tags", "paths"])
        return PushTrigger(
            branches: draft.filter("branches"), tags: draft.filter("tags"), paths: draft.filter("paths"))
    }

    func readPullRequest(_ node: YAMLNode, _ event: String) -> PullRequestTrigger {
        let draft = readFilters(node, event, ["branches", "paths"], types: GitHubEvents.pullRequestTypes)
        return PullRequestTrigger(
            types: draft.types, branches: draft.filter("branches"), paths: draft.filter("paths"))
    }

    func readWorkflowRun(_ node: YAMLNode) -> WorkflowRunTrigger {
        var workflows: [Located<String>] = []
        let draft = readFilters(
            node, "workflow_run", ["branches"], types: GitHubEvents.workflowRunTypes,
            and: [
                "workflows": { value in
                    workflows = (self.elements(value, "'workflows'") ?? [])
                        .compactMap { self.text($0, "a workflow's name") }
                }
            ])
        let isLeftOut = node.mapping != nil && node["workflows"] == nil && !misspells(["workflows"], in: node)
        if node.isNull || isLeftOut {
            report(
                .missingKey, "'workflow_run' names no workflow, so nothing ever starts this one",
                help: "Name workflows under 'workflows'.", severity: .note, at: node.position)
        }
        return WorkflowRunTrigger(workflows: workflows, types: draft.types, branches: draft.filter("branches"))
    }

    func readRepositoryDispatch(_ node: YAMLNode) -> RepositoryDispatchTrigger {
        RepositoryDispatchTrigger(types: readFilters(node, "repository_dispatch", [], types: []).types)
    }

    func readActivity(_ node: YAMLNode, _ event: String) -> ActivityTrigger {
        let types = GitHubEvents.types[event] ?? []
        var (names, versions): ([Located<Glob>]?, [Located<Glob>]?)
        let draft = readFilters(
            node, event, event == "merge_group" ? ["branches"] : [], types: types.isEmpty ? nil : types,
            and: event != "image_version"
                ? [:]
                : [
                    "names": { names = self.globs($0, "'names'") },
                    "versions": { versions = self.globs($0, "'versions'") }
                ])
        return ActivityTrigger(
            types: draft.types, branches: draft.filter("branches"), names: names, versions: versions)
    }
}
