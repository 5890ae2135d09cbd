/// Columns that line up, two spaces apart.
enum Table {
    static func lines(header: [String], rows: [[StyledText]]) -> [StyledText] {
        let head = header.map { StyledText($0, .dim) }
        return lines(rows: header.isEmpty ? rows : [head] + rows)
    }

    static func lines(rows: [[StyledText]]) -> [StyledText] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
        return rows.map { row in
            // The last cell that says something is not padded: no blanks at the end of a line.
            let count = (row.lastIndex { $0.width > 0 } ?? -1) + 1
            var line: StyledText = ""
            for (column, cell) in row.prefix(count).enumerated() {
                line = line + (column == count - 1 ? cell : cell.padded(to: widths[column] + 2))
            }
            return line
        }
    }
}
