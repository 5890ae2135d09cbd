/// A command that a step wrote on its output: `::name key=value,key=value::data`, or `##[name key=value;…]data`.
struct WorkflowCommand: Equatable {
    /// In lower case.
    var name: String
    var properties: [String: String]
    var data: String

    /// - Parameter line: without its line end.
    /// - Returns: nil when the line has not the form of a command.
    init?(_ line: String) {
        let text = line.drop { $0 == " " || $0 == "\t" }
        if text.hasPrefix("::") {
            self.init(colons: text.dropFirst(2))
        } else if text.hasPrefix("##[") {
            self.init(bracket: text.dropFirst(3))
        } else {
            return nil
        }
    }

    private init?(colons text: Substring) {
        guard let (head, data) = text.cut(at: "::") else { return nil }
        self.init(head: head, separator: ",", data: Self.unescape(data, colonsEscapes))
        properties = properties.mapValues { Self.unescape($0[...], colonsPropertyEscapes) }
    }

    private init?(bracket text: Substring) {
        guard let (head, data) = text.cut(at: "]") else { return nil }
        self.init(head: head, separator: ";", data: Self.unescape(data, bracketEscapes))
        properties = properties.mapValues { Self.unescape($0[...], bracketEscapes) }
    }

    private init?(head: Substring, separator: Character, data: String) {
        let parts = head.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, !first.isEmpty, !head.hasPrefix(" ") else { return nil }
        name = first.lowercased()
        properties = [:]
        self.data = data
        guard parts.count == 2 else { return }
        for property in parts[1].split(separator: separator) {
            guard let (key, value) = property.cut(at: "="), !key.isEmpty else { continue }
            properties[String(key.trimmingPrefix { $0 == " " })] = String(value)
        }
    }

    private static func unescape(_ text: Substring, _ escapes: [(String, String)]) -> String {
        guard text.contains("%") else { return String(text) }
        var result = ""
        var rest = text
        while let start = rest.firstIndex(of: "%") {
            result += rest[..<start]
            rest = rest[start...]
            if let (escape, character) = escapes.first(where: { rest.hasPrefix($0.0) }) {
                result += character
                rest = rest.dropFirst(escape.count)
            } else {
                result += "%"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}

private let colonsEscapes = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
private let colonsPropertyEscapes = colonsEscapes + [("%3A", ":"), ("%2C", ",")]
private let bracketEscapes = colonsEscapes + [("%3B", ";"), ("%5D", "]")]

extension Substring {
    /// What stands before and after the first occurrence; nil when there is none.
    func cut(at separator: String) -> (Substring, Substring)? {
        var position = startIndex
        while position < endIndex {
            if self[position...].hasPrefix(separator) {
                return (self[..<position], self[position...].dropFirst(separator.count))
            }
            position = index(after: position)
        }
        return nil
    }
}
