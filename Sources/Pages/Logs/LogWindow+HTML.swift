import Core

extension LogWindow {
    /// The lines, with colours, numbers that are links, and folded groups.
    ///
    /// - Parameters:
    ///   - link: the address of a line, given its number.
    ///   - raw: the address of a line's bytes.
    ///   - isLive: the log may grow: the group at the end stays open.
    func html(link: (Int) -> String, raw: (Int) -> String, isLive: Bool) -> HTML {
        var style = TerminalStyle.plain
        for line in lead.split(separator: UInt8(ascii: "\n")) { _ = TerminalLine(line, style: &style) }
        var result = HTML.empty
        var group: Group?
        for line in lines {
            let shown = TerminalLine(line.bytes, style: &style)
            let command = line.bytes.first.flatMap { _ in LogCommand(shown.text) }
            let number: HTML =
                "<a class=\"n\" href=\"\(link(line.number))\" aria-label=\"Line \(line.number)\">\(line.number)</a>"
            let rest: HTML =
                line.omitted > 0
                ? " <a class=\"cut\" href=\"\(raw(line.number))\">… \(line.omitted) more bytes</a>" : ""
            func row(_ kind: HTML, _ text: HTML) -> HTML {
                "<div class=\"line\(kind)\" id=\"L\(line.number)\">\(number)<span class=\"t\">\(text)\(rest)</span></div>\n"
            }
            switch command?.kind {
            case .group:
                if let group { result += group.html(isOpen: false) }
                group = Group(number: line.number, head: row(" head", "\(command?.message ?? "")"))
            case .endgroup:
                let end = row(" end", "")
                if var closed = group {
                    closed.body += end
                    result += closed.html(isOpen: false)
                    group = nil
                } else {
                    result += end
                }
            default:
                let html = row(Self.kind(of: command), Self.text(of: command) ?? shown.html)
                if group == nil { result += html }
                group?.body += html
                if command?.kind == .error { group?.hasError = true }
            }
        }
        if let group { result += group.html(isOpen: isLive) }
        return result
    }

    private static func kind(of command: LogCommand?) -> HTML {
        switch command?.kind {
        case .error: " error"
        case .warning: " warning"
        case .notice: " notice"
        case .debug: " debug"
        default: ""
        }
    }

    private static func text(of command: LogCommand?) -> HTML? {
        guard let command else { return nil }
        let word: HTML
        switch command.kind {
        case .error: word = "Error"
        case .warning: word = "Warning"
        case .notice: word = "Notice"
        case .debug: word = "Debug"
        case .group, .endgroup: return nil
        }
        let place: HTML = command.place.map { " <span class=\"place\">\($0)</span>" } ?? ""
        return "<strong>\(word):</strong> \(command.message)\(place)"
    }

    private struct Group {
        var number: Int
        var head: HTML
        var body = HTML.empty
        var hasError = false

        init(number: Int, head: HTML) {
            self.number = number
            self.head = head
        }

        func html(isOpen: Bool) -> HTML {
            "<details class=\"group\" id=\"G\(number)\"\(flag: "open", isOpen || hasError)><summary>\(head)</summary>\n\(body)</details>\n"
        }
    }
}
