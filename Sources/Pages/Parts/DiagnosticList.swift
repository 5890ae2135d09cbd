import Core

/// What is wrong with files that a user wrote, each with its place.
enum DiagnosticList {
    /// A hostile file can have any number of mistakes.
    private static let shown = 200

    static func html(_ diagnostics: [Diagnostic]) -> HTML {
        guard !diagnostics.isEmpty else { return "" }
        let items = diagnostics.prefix(shown).map { diagnostic -> HTML in
            let help: HTML = diagnostic.help.map { "<p class=\"help\">\($0)</p>" } ?? ""
            let style: HTML =
                switch diagnostic.severity {
                case .error: "failure"
                case .warning: "warning"
                case .note: "plain"
                }
            return """
                <li class="notice \(style)"><code class="long">\(diagnostic.file):\(diagnostic.position.line):\
                \(diagnostic.position.column)</code> <strong>\(diagnostic.severity.rawValue):</strong> \(diagnostic.message) \
                <span class="quiet">[\(diagnostic.rule)]</span>\(help)</li>

                """
        }
        let rest: HTML =
            diagnostics.count > shown
            ? "<li>and \(diagnostics.count - shown) more: <code>anneal lint</code> shows all.</li>" : ""
        return "<ul class=\"diagnostics\">\(items)\(rest)</ul>"
    }
}
