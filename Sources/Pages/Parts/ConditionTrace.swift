import Core

/// What the `if` of a job or a step was worth, and each of its parts.
enum ConditionTrace {
    /// - Parameters:
    ///   - trace: the whole condition first, then its parts; nothing is shown when it is empty.
    ///   - id: of the fold, unique on the page, so that it stays as the reader left it.
    static func fold(_ trace: [Operand], question: HTML, id: String, isOpen: Bool) -> HTML {
        guard let whole = trace.first else { return "" }
        let rows = trace.dropFirst().map { operand -> HTML in
            "<tr><td><code class=\"long\">\(operand.text)</code></td><td>\(value(operand))</td></tr>\n"
        }
        let parts: HTML = rows.isEmpty ? "" : "<div class=\"wide\"><table>\n\(rows)</table></div>"
        return """
            <details class="trace" id="\(id)"\(flag: "open", isOpen)><summary>\(question)</summary>
            <p><code class="long">if: \(whole.text)</code> was \(value(whole))</p>\(parts)</details>
            """
    }

    private static func value(_ operand: Operand) -> HTML {
        operand.error.map { "<span class=\"failure\">\($0)</span>" } ?? "<code class=\"long\">\(operand.value)</code>"
    }
}
