/// Rows of words under headings, in columns; two spaces apart, the last column ragged.
struct TextTable {
    var heading: [String]
    var rows: [[String]] = []

    /// Lines without a last newline; headings in capitals.
    func rendered(indent: Int = 0) -> String {
        let lines = [heading.map { $0.uppercased() }] + rows
        let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            var text = String(repeating: " ", count: indent)
            for (column, word) in line.enumerated() {
                text += word
                guard column < line.count - 1 else { break }
                text += String(repeating: " ", count: widths[column] - word.count + 2)
            }
            return text
        }.joined(separator: "\n")
    }
}
