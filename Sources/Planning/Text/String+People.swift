extension StringProtocol {
    /// Fit to stand in a sentence on one line: control characters escaped, cut when very long. Paths and names of
    /// references come from strangers.
    var quotedForPeople: String {
        var text = ""
        for (count, scalar) in unicodeScalars.enumerated() {
            if count == 200 { return text + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Int {
    /// `1 file`, `2 files`.
    func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
