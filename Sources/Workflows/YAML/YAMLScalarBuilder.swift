import Core

/// Collects a scalar's text and remembers where each part of it came from.
struct YAMLScalarBuilder {
    private var scalars = String.UnicodeScalarView()
    private var spans: [YAMLScalar.Span] = []
    private var count = 0
    private var nextIndex = -1

    var isEmpty: Bool { count == 0 }
    var text: String { String(scalars) }

    mutating func append(_ scalar: Unicode.Scalar, from index: Int) {
        if index != nextIndex { spans.append(YAMLScalar.Span(offset: count, index: index)) }
        nextIndex = index + 1
        count += 1
        scalars.append(scalar)
    }

    /// What folding makes of this many line breaks in a row.
    mutating func appendFold(breaks: Int, at index: Int) {
        guard breaks > 1 else { return append(" ", from: index) }
        for _ in 1..<breaks { append("\n", from: index) }
    }

    func scalar(_ style: YAMLScalar.Style) -> YAMLScalar {
        let text = self.text
        return YAMLScalar(text: text, style: style, value: .string(text), spans: spans)
    }
}
