import Core

extension Evaluator {
    /// `{0}` is replaced by the argument of that number, `{{` and `}}` are braces; any other brace is an error.
    mutating func format(_ values: [Value], at offset: Int) throws(ExpressionError) -> String {
        let pattern = values[0].coercedString
        let bytes = Array(pattern.utf8)
        var result: [UInt8] = []
        var pieces: [Int: String] = [:]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                let end = bytes[index...].firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
                let text = bytes[index..<(end ?? bytes.count)]
                try budget.charge(characters: text.count, at: offset)
                result += text
                index += text.count
                continue
            }
            if index + 1 < bytes.count, bytes[index + 1] == byte {
                result.append(byte)
                index += 2
                continue
            }
            guard byte == UInt8(ascii: "{"), let (number, end) = Self.placeholder(in: bytes, after: index) else {
                throw ExpressionError(
                    .evaluation, "The following format string is invalid: \(pattern)", offset: offset)
            }
            guard number + 1 < values.count else {
                throw ExpressionError(
                    .evaluation,
                    "The following format string references more arguments than were supplied: \(pattern)",
                    offset: offset)
            }
            let piece = pieces[number] ?? values[number + 1].coercedString
            pieces[number] = piece
            try budget.charge(characters: piece.utf8.count, at: offset)
            result += piece.utf8
            index = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The number between a `{` and the `}` right after it, and the index behind that.
    private static func placeholder(in bytes: [UInt8], after brace: Int) -> (number: Int, end: Int)? {
        let digits = bytes[(brace + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "}"),
            let number = UInt8(String(decoding: digits, as: UTF8.self))
        else { return nil }
        return (Int(number), digits.endIndex + 1)
    }
}
