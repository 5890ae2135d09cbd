import Core

extension KeyTable<PushTrigger> {
    static let push = KeyTable(
        "'push'",
        [
            "branches": .read { $2.branches = PatternFilter(patterns: $0.globs($1, "'branches'")) },
            "branches-ignore": .read { $2.branches = $0.ignoring($1, "'branches-ignore'") },
            "tags": .read { $2.tags = PatternFilter(patterns: $0.globs($1, "'tags'")) },
            "tags-ignore": .read { $2.tags = $0.ignoring($1, "'tags-ignore'") },
            "paths": .read { $2.paths = PatternFilter(patterns: $0.globs($1, "'paths'")) },
            "paths-ignore": .read { $2.paths = $0.ignoring($1, "'paths-ignore'") }
        ])
}

extension Reader {
    func readPush(_ node: YAMLNode) -> PushTrigger {
        var push = PushTrigger()
        if node.isNull { return push }
        read(node, by: .push, into: &push)
        for name in ["branches", "tags", "paths"] {
            let keys = (node.mapping ?? []).map(\.key).filter { $0.text == name || $0.text == name + "-ignore" }
            guard keys.count > 1, let second = keys.last else { continue }
            report(
                .invalidValue, "'\(name)' and '\(name)-ignore' can't stand beside each other",
                help: "Keep '\(name)', and take back with '!' what must not match.", at: second.position)
        }
        return push
    }

    func ignoring(_ node: YAMLNode, _ what: String) -> PatternFilter {
        PatternFilter(ignores: true, patterns: globs(node, what))
    }
}
