import Core

extension Reader {
    /// A list of filter patterns, or one pattern.
    func globs(_ node: YAMLNode, _ what: String) -> [Located<Glob>] {
        guard let elements = elements(node, what) else { return [] }
        let globs = elements.compactMap { glob($0, what) }
        if let first = globs.first, globs.count == elements.count, globs.allSatisfy(\.isNegated) {
            report(
                .badGlob, "a pattern with '!' takes back what an earlier one took, and there is none",
                help: "Begin with a pattern such as '**', or use the '-ignore' form of the filter.",
                severity: .warning, at: first.position)
        }
        return globs
    }

    private func glob(_ node: YAMLNode, _ what: String) -> Located<Glob>? {
        guard let text = text(node, "a pattern of \(what)") else { return nil }
        do {
            return Located(try Glob(parsing: text.content), at: node.position)
        } catch {
            report(.badGlob, error.message, help: error.help, at: position(in: node, offset: error.offset))
            return nil
        }
    }
}
