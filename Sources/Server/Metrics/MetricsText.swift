import Core

/// Prometheus' text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    mutating func add(_ name: String, _ kind: String, _ help: String, _ samples: [([String: String], Double)]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        for (labels, value) in samples {
            let list = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escape($0.value))\"" }
            text += name + (list.isEmpty ? "" : "{" + list.joined(separator: ",") + "}") + " \(Value.format(value))\n"
        }
    }

    private static func escape(_ label: String) -> String {
        label.flatMap { character -> String in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(character)
            }
        }.map(String.init).joined()
    }
}
