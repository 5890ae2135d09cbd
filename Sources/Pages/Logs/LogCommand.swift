/// A line that speaks to the engine: `::group::Install`, `::error file=a.py,line=3::Bad shape`.
struct LogCommand: Hashable {
    enum Kind: String {
        case group, endgroup, error, warning, notice, debug
    }

    var kind: Kind
    var properties: [String: String]
    var message: String

    /// - Returns: nil for every other line.
    init?(_ line: String) {
        guard line.hasPrefix("::") || line.hasPrefix("##[") else { return nil }
        if line.hasPrefix("##[") {
            guard let end = line.firstIndex(of: "]"),
                let kind = Kind(rawValue: String(line[line.index(line.startIndex, offsetBy: 3)..<end]))
            else { return nil }
            (self.kind, properties) = (kind, [:])
            message = String(line[line.index(after: end)...])
            return
        }
        let body = line.dropFirst(2)
        guard let colons = body.firstRange(of: "::") else { return nil }
        let head = body[..<colons.lowerBound].split(separator: " ", maxSplits: 1)
        guard let name = head.first, let kind = Kind(rawValue: String(name)) else { return nil }
        var properties: [String: String] = [:]
        for pair in head.count > 1 ? head[1].split(separator: ",") : [] {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { properties[String(parts[0])] = Self.unescape(String(parts[1])) }
        }
        self.kind = kind
        self.properties = properties
        message = Self.unescape(String(body[colons.upperBound...]))
    }

    private static func unescape(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return [("%0D", ""), ("%0A", " "), ("%3A", ":"), ("%2C", ","), ("%25", "%")].reduce(text) { text, pair in
            text.replacing(pair.0, with: pair.1)
        }
    }

    /// `a.py:3`, when it names a file.
    var place: String? {
        properties["file"].map { file in properties["line"].map { "\(file):\($0)" } ?? file }
    }
}
