import Core

/// A scalar: its text after quotes, escapes and folding are undone, and the value that YAML's core schema gives it.
struct YAMLScalar: Sendable {
    enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    /// From `offset` in the text on, scalars come one by one from `index` in the source.
    struct Span: Sendable {
        var offset: Int
        var index: Int
    }

    var text: String
    var style: Style
    /// null, a boolean, a number, or the text.
    var value: Value
    /// In rising order of offset. Empty when the text is.
    var spans: [Span]

    /// Where in the source the scalar at an offset of the text was written.
    func index(ofOffset offset: Int) -> Int? {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        return spans[low - 1].index + offset - spans[low - 1].offset
    }
}
