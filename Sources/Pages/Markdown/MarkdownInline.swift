/// What stands inside a block: `code`, **bold**, *italic*, ~~struck~~, [links](https://…), bare addresses, `\` escapes.
struct MarkdownInline {
    /// Emphasis inside emphasis; deeper is text.
    private static let maximumDepth = 4

    private let scalars: [Unicode.Scalar]
    private let depth: Int
    private var place = 0
    private var text = String.UnicodeScalarView()
    private var result = HTML.empty
    /// Marks that are known not to come any more: looked for once, so that a line of `*` costs no square.
    private var missing: Set<String> = []

    static func html(_ text: Substring) -> HTML { html(Array(text.unicodeScalars), depth: 0) }

    private static func html(_ scalars: [Unicode.Scalar], depth: Int) -> HTML {
        var inline = MarkdownInline(scalars: scalars, depth: depth)
        return inline.run()
    }

    private init(scalars: [Unicode.Scalar], depth: Int) {
        self.scalars = scalars
        self.depth = depth
    }

    private mutating func run() -> HTML {
        while place < scalars.count {
            if !special() {
                text.append(scalars[place])
                place += 1
            }
        }
        flush()
        return result
    }

    private mutating func flush() {
        guard !text.isEmpty else { return }
        result += "\(String(text))"
        text = String.UnicodeScalarView()
    }

    private mutating func add(_ html: HTML, until end: Int) -> Bool {
        flush()
        result += html
        place = end
        return true
    }

    private mutating func special() -> Bool {
        switch scalars[place] {
        case "\\":
            guard place + 1 < scalars.count, "\\`*_{}[]()#+-.!|~<>".unicodeScalars.contains(scalars[place + 1]) else {
                return false
            }
            text.append(scalars[place + 1])
            place += 2
            return true
        case "`": return code()
        case "*": return emphasis("**") || emphasis("*")
        case "_":
            // Underscores in names are just that.
            guard place == 0 || !scalars[place - 1].properties.isAlphabetic else { return false }
            return emphasis("__") || emphasis("_")
        case "~": return emphasis("~~")
        case "!":
            guard place + 1 < scalars.count, scalars[place + 1] == "[" else { return false }
            // Pictures would be fetched from elsewhere: they are links.
            place += 1
            if link() { return true }
            place -= 1
            return false
        case "[": return link()
        case "h": return address()
        default: return false
        }
    }

    private mutating func code() -> Bool {
        let run = scalars[place...].prefix { $0 == "`" }.count
        let mark = String(repeating: "`", count: run)
        guard let end = find(mark, from: place + run) else {
            text.append(contentsOf: mark.unicodeScalars)
            place += run
            return true
        }
        return add("<code>\(string(place + run..<end))</code>", until: end + run)
    }

    private mutating func emphasis(_ mark: String) -> Bool {
        let length = mark.unicodeScalars.count
        guard depth < Self.maximumDepth, starts(with: mark, at: place), place + length < scalars.count,
            !scalars[place + length].properties.isWhitespace, let end = find(mark, from: place + length + 1),
            !scalars[end - 1].properties.isWhitespace
        else { return false }
        let inner = Self.html(Array(scalars[place + length..<end]), depth: depth + 1)
        let html: HTML =
            switch mark {
            case "**", "__": "<strong>\(inner)</strong>"
            case "~~": "<del>\(inner)</del>"
            default: "<em>\(inner)</em>"
            }
        return add(html, until: end + length)
    }

    private mutating func link() -> Bool {
        guard let middle = find("](", from: place + 1), let end = find(")", from: middle + 2) else { return false }
        let target = string(middle + 2..<end).split(separator: " ").first.map(String.init) ?? ""
        guard Self.isWeb(target) else { return false }
        let inner =
            depth < Self.maximumDepth
            ? Self.html(Array(scalars[place + 1..<middle]), depth: Self.maximumDepth) : "\(string(place + 1..<middle))"
        return add("<a href=\"\(target)\" rel=\"nofollow noopener noreferrer\">\(inner)</a>", until: end + 1)
    }

    private mutating func address() -> Bool {
        guard depth < Self.maximumDepth, starts(with: "http://", at: place) || starts(with: "https://", at: place),
            place == 0 || !scalars[place - 1].properties.isAlphabetic
        else { return false }
        var end = place
        while end < scalars.count, !scalars[end].properties.isWhitespace,
            !"<>\"'`|)".unicodeScalars.contains(scalars[end])
        {
            end += 1
        }
        while end > place, ".,;:!?*".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
        let target = string(place..<end)
        guard Self.isWeb(target) else { return false }
        return add("<a href=\"\(target)\" rel=\"nofollow noopener noreferrer\">\(target)</a>", until: end)
    }

    /// Only these: an address can hold a script.
    private static func isWeb(_ target: String) -> Bool {
        (target.hasPrefix("https://") && target.utf8.count > 8)
            || (target.hasPrefix("http://") && target.utf8.count > 7)
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    private func starts(with mark: String, at place: Int) -> Bool {
        scalars[place...].starts(with: mark.unicodeScalars)
    }

    private mutating func find(_ mark: String, from start: Int) -> Int? {
        guard !missing.contains(mark), let first = mark.unicodeScalars.first else { return nil }
        var at = start
        while at < scalars.count {
            if scalars[at] == first, starts(with: mark, at: at) { return at }
            at += 1
        }
        missing.insert(mark)
        return nil
    }
}
