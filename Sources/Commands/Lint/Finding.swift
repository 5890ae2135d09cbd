import Core
import OrderedCollections

/// One thing the linter found, with the line it is about.
struct Finding: Showable {
    var diagnostic: Diagnostic
    /// The whole file; empty where it is another one than was asked about.
    var source: [UInt8]

    /// A longer line is cut around the place: nobody reads ten thousand columns.
    private static let widest = 100

    var json: Value {
        var value: Value = [
            "file": .string(diagnostic.file), "line": .number(Double(diagnostic.position.line)),
            "column": .number(Double(diagnostic.position.column)),
            "severity": .string(diagnostic.severity.rawValue), "rule": .string(diagnostic.rule),
            "message": .string(diagnostic.message)
        ]
        if let help = diagnostic.help, case .object(var members) = value {
            members["help"] = .string(help)
            value = .object(members)
        }
        return value
    }

    func lines(at now: Timestamp) -> [StyledText] {
        let (line, column) = (diagnostic.position.line, diagnostic.position.column)
        let severity = StyledText(diagnostic.severity.rawValue, colour)
        var lines: [StyledText] = [
            "\(diagnostic.file, .bold):\(line):\(column): \(severity): \(diagnostic.message) \("[\(diagnostic.rule)]", .dim)"
        ]
        if let (text, caret) = excerpt {
            lines.append("  \(text)")
            lines.append("  \(String(repeating: " ", count: caret))\("^", colour)")
        }
        if let help = diagnostic.help { lines.append("  help: \(help)") }
        return lines
    }

    private var colour: StyledText.Style {
        switch diagnostic.severity {
        case .error: .red
        case .warning: .yellow
        case .note: .blue
        }
    }

    /// - Parameter number: from 1.
    private func row(_ number: Int) -> ArraySlice<UInt8>? {
        var rest = source[...]
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[(end + 1)...]
        }
        return rest.prefix { $0 != UInt8(ascii: "\n") }
    }

    /// The line, and how far from its beginning the place is.
    private var excerpt: (text: String, caret: Int)? {
        guard !source.isEmpty, let row = row(diagnostic.position.line) else { return nil }
        var scalars = Array(String(decoding: row, as: UTF8.self).unicodeScalars)
        if scalars.last == "\r" { scalars.removeLast() }
        var caret = min(max(diagnostic.position.column - 1, 0), scalars.count)
        if scalars.count > Self.widest {
            let start = max(0, min(caret - Self.widest / 2, scalars.count - Self.widest))
            scalars = Array(scalars[start..<start + Self.widest])
            caret -= start
        }
        let before = String(String.UnicodeScalarView(scalars[..<caret])).printable
        let text = String(String.UnicodeScalarView(scalars)).printable
        return text.isEmpty ? nil : (text, before.count)
    }
}
