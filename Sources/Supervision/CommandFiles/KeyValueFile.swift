/// The form of GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE: lines `NAME=VALUE`, and for values of several lines
///
/// ```
/// NAME<<DELIMITER
/// first line
/// DELIMITER
/// ```
enum KeyValueFile {
    /// In the order of the file; a name may come twice, and the last one wins.
    ///
    /// - Throws: ``SupervisionError`` with the line's number and text.
    static func parse(_ bytes: [UInt8], called variable: String) throws -> [(name: String, value: String)] {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
        var entries: [(name: String, value: String)] = []
        var number = 0
        while number < lines.count {
            let line = lines[number]
            number += 1
            guard !line.isEmpty else { continue }
            let equals = line.cut(at: "=")
            let heredoc = line.cut(at: "<<")
            if let equals, equals.0.count < heredoc?.0.count ?? .max {
                try check(equals.0, line: number, of: variable)
                entries.append((String(equals.0), String(equals.1)))
            } else if let (name, delimiter) = heredoc {
                try check(name, line: number, of: variable)
                guard !delimiter.isEmpty else {
                    throw malformed(variable, number, "`\(name)<<` lacks the delimiter that ends the value")
                }
                guard let end = lines[number...].firstIndex(of: delimiter) else {
                    throw malformed(
                        variable, number, "the value of `\(name)` never ends: no line is just `\(delimiter)`")
                }
                entries.append((String(name), lines[number..<end].joined(separator: "\n")))
                number = end + 1
            } else {
                throw malformed(
                    variable, number, "`\(line.prefix(100))` is neither NAME=VALUE nor NAME<<DELIMITER")
            }
        }
        return entries
    }

    private static func check(_ name: Substring, line: Int, of variable: String) throws {
        guard !name.isEmpty else { throw malformed(variable, line, "a value without a name") }
    }

    private static func malformed(_ variable: String, _ line: Int, _ message: String) -> SupervisionError {
        SupervisionError(.commandFile, "line \(line) of the file $\(variable): \(message)")
    }
}

extension Character {
    fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" }
}
