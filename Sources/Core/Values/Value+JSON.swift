import OrderedCollections

extension Value {
    /// - Throws: ``JSONError`` with the offset of the first byte that is not JSON.
    public init(json text: String) throws(JSONError) {
        self = try Value(json: Array(text.utf8))
    }

    public init(json bytes: [UInt8]) throws(JSONError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Value, JSONError> in
            var parser = JSONParser(buffer)
            do throws(JSONError) {
                return .success(try parser.parseDocument())
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// JSON text; with `indent`, on several lines, that many spaces a level.
    ///
    /// A whole number prints without a fraction, as JavaScript and so GitHub print it; NaN and infinities,
    /// which JSON lacks, print as `null`.
    public func json(indent: Int? = nil) -> String {
        var text = ""
        write(to: &text, indent: indent, level: 0)
        return text
    }

    private func write(to text: inout String, indent: Int?, level: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number.isFinite ? Self.format(number) : "null"
        case .string(let string): Self.write(string, to: &text)
        case .array(let elements):
            Self.write(elements, between: ("[", "]"), to: &text, indent: indent, level: level) { element, text in
                element.write(to: &text, indent: indent, level: level + 1)
            }
        case .object(let members):
            Self.write(members.elements, between: ("{", "}"), to: &text, indent: indent, level: level) { member, text in
                Self.write(member.key, to: &text)
                text += indent == nil ? ":" : ": "
                member.value.write(to: &text, indent: indent, level: level + 1)
            }
        }
    }

    private static func write<Items: Collection>(
        _ items: Items, between brackets: (String, String), to text: inout String, indent: Int?, level: Int,
        each: (Items.Element, inout String) -> Void
    ) {
        text += brackets.0
        for (offset, item) in items.enumerated() {
            if offset > 0 { text += "," }
            if let indent { text += "\n" + String(repeating: " ", count: indent * (level + 1)) }
            each(item, &text)
        }
        if let indent, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent * level) }
        text += brackets.1
    }

    /// The shortest decimal form that reads back as the same number, in JavaScript's notation: an exponent only below
    /// 10^-6 and from 10^21 on.
    public static func format(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        guard number.isFinite else { return "\(number)" }
        let decimal = ShortestDecimal(abs(number))
        let sign = number < 0 ? "-" : ""
        let isFixed = (-6..<21).contains(decimal.exponent)
        return sign + (isFixed ? decimal.fixed : decimal.scientific(mark: "e", minimumDigits: 1))
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        // Most texts have nothing to escape, and are copied whole.
        let isPlain: (UInt8) -> Bool = { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        let start = string.utf8.firstIndex { !isPlain($0) } ?? string.endIndex
        text += string[..<start]
        for scalar in string[start...].unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case "\u{00}"..<"\u{20}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
