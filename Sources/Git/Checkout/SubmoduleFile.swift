/// Reads `.gitmodules`, the little of git's configuration language that stands in it.
enum SubmoduleFile {
    struct Entry {
        var name: String
        var path: String?
        var url: String?
    }

    static func parse(_ text: String) -> [Entry] {
        var entries: [Entry] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("[") {
                guard line.lowercased().hasPrefix("[submodule"), let open = line.firstIndex(of: "\""),
                    let close = line.lastIndex(of: "\""), open < close
                else {
                    // Keys of other sections must not be taken for the last submodule's.
                    entries.append(Entry(name: ""))
                    continue
                }
                entries.append(Entry(name: String(line[line.index(after: open)..<close]).replacing("\\", with: "")))
                continue
            }
            guard let equals = line.firstIndex(of: "="), !entries.isEmpty else { continue }
            let key = line[..<equals].filter { !$0.isWhitespace }.lowercased()
            let value = Self.value(line[line.index(after: equals)...])
            switch key {
            case "path": entries[entries.count - 1].path = value
            case "url": entries[entries.count - 1].url = value
            default: continue
            }
        }
        return entries.filter { !$0.name.isEmpty }
    }

    private static func value(_ text: Substring) -> String {
        var value = ""
        var isQuoted = false
        var rest = text.drop(while: \.isWhitespace)
        while let character = rest.popFirst() {
            switch character {
            case "\"": isQuoted.toggle()
            case "\\": if let next = rest.popFirst() { value.append(next) }
            case "#" where !isQuoted, ";" where !isQuoted: rest = ""
            default: value.append(character)
            }
        }
        while !isQuoted, let last = value.last, last.isWhitespace { value.removeLast() }
        return value
    }
}
