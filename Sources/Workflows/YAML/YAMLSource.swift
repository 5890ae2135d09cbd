import Core

/// The text of a file with a table of its lines.
struct YAMLSource: Sendable {
    let scalars: [Unicode.Scalar]
    /// Where each line starts. A byte order mark is no column of the first line.
    private let lineStarts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [scalars.first == "\u{FEFF}" ? 1 : 0]
        for index in scalars.indices {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            guard scalars[index] == "\n" || (scalars[index] == "\r" && next != "\n") else { continue }
            starts.append(index + 1)
        }
        lineStarts = starts
    }

    var start: Int { lineStarts[0] }

    func position(at index: Int) -> SourcePosition {
        var (low, high) = (0, lineStarts.count)
        while low < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle + 1 } else { high = middle }
        }
        let line = max(low, 1)
        return SourcePosition(line: line, column: max(index - lineStarts[line - 1], 0) + 1)
    }
}
