import Core

extension Reader {
    /// A list of filter patterns, or one pattern.
    ///
    /// - Parameter arePaths: of the repository's files, whose paths begin at its root and name no folders.
    func globs(_ node: YAMLNode, _ what: String, arePaths: Bool = false) -> [Located<Glob>] {
        guard let elements = elements(node, what) else { return [] }
        let globs = elements.compactMap { glob($0, what) }
        if arePaths { for glob in globs { checkPath(glob) } }
        if let first = globs.first, globs.count == elements.count, globs.allSatisfy(\.isNegated) {
            report(
                .badGlob, "a pattern with '!' takes back what an earlier one took, and there is none",
                help: "Begin with a pattern such as '**', or use the '-ignore' form of the filter.",
                severity: .warning, at: first.position)
        }
        return globs
    }

    /// Forms that look like a path and fit none: as on GitHub, paths are those of files, from the root on.
    private func checkPath(_ glob: Located<Glob>) {
        let pattern = glob.content.pattern.drop { $0 == "!" }
        let mended: String
        if pattern.hasPrefix("./") {
            var rest = pattern
            while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
            mended = String(rest)
        } else if pattern.hasPrefix("/") {
            mended = String(pattern.drop { $0 == "/" })
        } else if pattern.hasSuffix("/") {
            mended = pattern + "**"
        } else {
            return
        }
        report(
            .badGlob,
            "'\(glob.content.pattern)' fits no path: paths are those of files, as seen from the repository's root",
            help: "Write '\(glob.content.isNegated ? "!" : "")\(mended.isEmpty ? "**" : mended)'.", severity: .warning,
            at: glob.position)
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
