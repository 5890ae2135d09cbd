/// What a job wrote to its summary, as HTML: headings, paragraphs, lists, tables, code, quotes, rules, and in them bold,
/// italic, struck, code and links. Everything else, HTML first of all, is shown as the text it is.
///
/// One pass over the lines; nothing nests deeper than a list's items, so hostile texts cost no more than honest ones.
struct Markdown {
    /// Longer summaries are shown as far as this, in bytes of UTF-8.
    static let limit = 256 << 10

    private var lines: ArraySlice<Substring>
    private var result = HTML.empty

    static func html(_ text: String) -> HTML {
        var isCut = false
        var text = text
        if text.utf8.count > limit {
            text = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
            isCut = true
        }
        // Splitting at Swift's characters would not see \r\n as an end of line.
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { line in
            Substring(line.last == "\r" ? line.dropLast() : line)
        }
        var markdown = Markdown(lines: lines[...])
        while !markdown.lines.isEmpty { markdown.block() }
        if isCut { markdown.result += "<p class=\"quiet\">The rest of this summary is not shown.</p>" }
        return markdown.result
    }

    private init(lines: ArraySlice<Substring>) {
        self.lines = lines
    }

    private mutating func block() {
        guard let line = lines.popFirst() else { return }
        let text = line.trimmed
        if text.isEmpty { return }
        if text.hasPrefix("```") || text.hasPrefix("~~~") { return code(fence: text.prefix(3)) }
        if let heading = Self.heading(text) {
            result += heading
        } else if Self.isRule(text) {
            result += "<hr>"
        } else if text.hasPrefix("|") || text.contains("|"), let next = lines.first, Self.isTableRule(next) {
            table(head: text)
        } else if text.hasPrefix(">") {
            quote(first: text)
        } else if ListItem(line) != nil {
            list(first: line)
        } else {
            paragraph(first: text)
        }
    }

    private mutating func code(fence: Substring) {
        var code: [Substring] = []
        while let line = lines.popFirst(), !line.trimmed.hasPrefix(fence) { code.append(line) }
        result += "<pre><code>\(code.joined(separator: "\n"))</code></pre>"
    }

    /// The page has headings of its own above these: one `#` becomes the third level.
    private static func heading(_ text: Substring) -> HTML? {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.dropFirst(level).first == " " else { return nil }
        let inline = MarkdownInline.html(text.dropFirst(level).trimmed)
        return switch level {
        case 1: "<h3>\(inline)</h3>"
        case 2: "<h4>\(inline)</h4>"
        case 3: "<h5>\(inline)</h5>"
        default: "<h6>\(inline)</h6>"
        }
    }

    private static func isRule(_ text: Substring) -> Bool {
        guard let mark = text.first, "-*_".contains(mark) else { return false }
        return text.count >= 3 && text.allSatisfy { $0 == mark || $0 == " " }
    }

    private mutating func quote(first: Substring) {
        var parts = [Substring(first.dropFirst())]
        while let line = lines.first?.trimmed, line.hasPrefix(">") {
            parts.append(line.dropFirst())
            lines.removeFirst()
        }
        result += "<blockquote>\(MarkdownInline.html(Substring(parts.joined(separator: "\n"))))</blockquote>"
    }

    private mutating func paragraph(first: Substring) {
        var parts = [first]
        while let line = lines.first, !line.trimmed.isEmpty, !Self.startsBlock(line) {
            parts.append(line.trimmed)
            lines.removeFirst()
        }
        result += "<p>\(MarkdownInline.html(Substring(parts.joined(separator: "\n"))))</p>"
    }

    private static func startsBlock(_ line: Substring) -> Bool {
        let text = line.trimmed
        return text.hasPrefix("#") || text.hasPrefix("```") || text.hasPrefix("~~~") || text.hasPrefix(">")
            || text.hasPrefix("|") || isRule(text) || ListItem(line) != nil
    }

    // MARK: Lists

    private struct ListItem {
        var depth: Int
        var isOrdered: Bool
        var text: Substring

        init?(_ line: Substring) {
            let indent = line.prefix { $0 == " " || $0 == "\t" }
            let rest = line.dropFirst(indent.count)
            let digits = rest.prefix { ("0"..."9").contains($0) }
            if let mark = rest.first, "-*+".contains(mark), rest.dropFirst().first == " " {
                (isOrdered, text) = (false, rest.dropFirst(2))
            } else if (1...9).contains(digits.count), [".", ")"].contains(rest.dropFirst(digits.count).first),
                rest.dropFirst(digits.count + 1).first == " "
            {
                (isOrdered, text) = (true, rest.dropFirst(digits.count + 2))
            } else {
                return nil
            }
            // Deeper lists than a phone has room for are drawn at the third level.
            depth = min(2, indent.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) } / 2)
        }
    }

    private mutating func list(first: Substring) {
        guard let item = ListItem(first) else { return }
        var items = [item]
        while let line = lines.first {
            if let item = ListItem(line) {
                items.append(item)
            } else if line.hasPrefix(" "), !line.trimmed.isEmpty {
                items[items.count - 1].text = Substring(items[items.count - 1].text + "\n" + line.trimmed)
            } else {
                break
            }
            lines.removeFirst()
        }
        let entries = items.map { item -> HTML in
            let inline = MarkdownInline.html(item.text.trimmed)
            return switch item.depth {
            case 0: "<li>\(inline)</li>"
            case 1: "<li class=\"deep\">\(inline)</li>"
            default: "<li class=\"deeper\">\(inline)</li>"
            }
        }
        result += item.isOrdered ? "<ol>\(entries)</ol>" : "<ul>\(entries)</ul>"
    }

    // MARK: Tables

    private static func isTableRule(_ line: Substring) -> Bool {
        let text = line.trimmed
        return text.contains("-") && text.contains("|") && text.allSatisfy { "|-: ".contains($0) }
    }

    private static func cells(_ line: Substring) -> [Substring] {
        var text = line.trimmed
        if text.hasPrefix("|") { text = text.dropFirst() }
        if text.hasSuffix("|"), !text.hasSuffix("\\|") { text = text.dropLast() }
        var cells: [Substring] = []
        var current = ""
        var isEscaped = false
        for character in text {
            if character == "|", !isEscaped {
                cells.append(Substring(current))
                current = ""
            } else if character == "|" {
                current.removeLast()
                current.append(character)
            } else {
                current.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return (cells + [Substring(current)]).map(\.trimmed)
    }

    private mutating func table(head: Substring) {
        let heads = Self.cells(head)
        let rules = lines.popFirst().map(Self.cells) ?? []
        let isRight = heads.indices.map { $0 < rules.count && rules[$0].hasSuffix(":") && !rules[$0].hasPrefix(":") }
        func cell(_ text: Substring, _ column: Int, isHead: Bool) -> HTML {
            let inline = MarkdownInline.html(text)
            let right: HTML = isRight[column] ? " class=\"right\"" : ""
            return isHead ? "<th scope=\"col\"\(right)>\(inline)</th>" : "<td\(right)>\(inline)</td>"
        }
        var rows: [HTML] = []
        while let line = lines.first, line.contains("|"), !line.trimmed.isEmpty {
            let cells = Self.cells(line).prefix(heads.count)
            rows.append("<tr>\(cells.enumerated().map { cell($1, $0, isHead: false) })</tr>")
            lines.removeFirst()
        }
        result += """
            <div class="wide"><table><thead><tr>\(heads.enumerated().map { cell($1, $0, isHead: true) })</tr></thead>\
            <tbody>\(rows)</tbody></table></div>
            """
    }
}

extension Substring {
    /// Without spaces and tabs around it.
    var trimmed: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return start }
        return start[...end]
    }
}
