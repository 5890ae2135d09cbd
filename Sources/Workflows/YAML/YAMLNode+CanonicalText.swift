import Core

extension YAMLNode {
    /// The value as JSON without blanks, with aliases written out: the same for every layout and style of quotes.
    /// Order stays, because it decides the order of matrix jobs and environment variables.
    var canonicalText: String {
        var text = ""
        write(into: &text)
        return text
    }

    private func write(into text: inout String) {
        switch content {
        case .scalar(let scalar): text += scalar.value.canonicalText
        case .sequence(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(into: &text)
            }
            text += "]"
        case .mapping(let pairs):
            text += "{"
            for (index, pair) in pairs.enumerated() {
                if index > 0 { text += "," }
                text += Value.string(pair.key.text ?? "").canonicalText + ":"
                pair.value.write(into: &text)
            }
            text += "}"
        }
    }
}

extension Value {
    /// JSON, and for the numbers that JSON does not have, their names.
    fileprivate var canonicalText: String {
        switch self {
        case .number(let number) where !number.isFinite: "\(number)"
        default: json()
        }
    }
}
