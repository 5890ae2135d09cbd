import Core

extension YAMLScalar {
    /// The value by YAML 1.2's core schema, which is GitHub's reading too: `yes` and `on` are texts.
    /// - Returns: nil when the text is no value of the tag's type, or the tag is not one of the schema.
    func resolve(tag: String?) -> Value? {
        guard let tag else { return style == .plain ? Self.resolve(plain: text) : .string(text) }
        if tag == "!" { return .string(text) }
        switch Self.coreType(of: tag) {
        case "str": return .string(text)
        case "null": return Self.isNull(text) ? .null : nil
        case "bool": return Self.bool(text).map(Value.bool)
        case "int": return Self.integer(text).map(Value.number)
        case "float": return (Self.integer(text) ?? Self.float(text)).map(Value.number)
        default: return nil
        }
    }

    /// `str` for `!!str` and `!<tag:yaml.org,2002:str>`.
    static func coreType(of tag: String) -> String? {
        if tag.hasPrefix("!!") { return String(tag.dropFirst(2)) }
        let prefix = "!<tag:yaml.org,2002:"
        guard tag.hasPrefix(prefix), tag.hasSuffix(">") else { return nil }
        return String(tag.dropFirst(prefix.count).dropLast())
    }

    private static func resolve(plain text: String) -> Value {
        // Most scalars are words: their first character tells at once.
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return (integer(text) ?? float(text)).map(Value.number) ?? .string(text)
        default:
            if isNull(text) { return .null }
            return bool(text).map(Value.bool) ?? .string(text)
        }
    }

    private static func isNull(_ text: String) -> Bool { ["", "null", "Null", "NULL", "~"].contains(text) }

    private static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    private static func integer(_ text: String) -> Double? {
        if text.hasPrefix("0o") { return number(text.dropFirst(2), radix: 8) }
        if text.hasPrefix("0x") { return number(text.dropFirst(2), radix: 16) }
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit) else { return nil }
        return Double(text)
    }

    private static func number(_ digits: Substring, radix: Int) -> Double? {
        guard let first = digits.first, first != "+", first != "-" else { return nil }
        return UInt64(digits, radix: radix).map { Double($0) }
    }

    private static func float(_ text: String) -> Double? {
        let isNegative = text.first == "-"
        let unsigned = isNegative || text.first == "+" ? text.dropFirst() : text[...]
        if [".inf", ".Inf", ".INF"].contains(unsigned) { return isNegative ? -.infinity : .infinity }
        if [".nan", ".NaN", ".NAN"].contains(text) { return .nan }
        // Double takes more than the schema does: hexadecimal floats, "inf", "nan".
        let allowed = unsigned.utf8.allSatisfy { isDigit($0) || ".eE+-".utf8.contains($0) }
        guard allowed, let first = unsigned.utf8.first, isDigit(first) || first == UInt8(ascii: ".") else { return nil }
        guard unsigned.utf8.contains(where: isDigit) else { return nil }
        return Double(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
