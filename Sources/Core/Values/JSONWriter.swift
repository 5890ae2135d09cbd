import OrderedCollections

/// Writes RFC 8259, in the order the members have.
///
/// It gathers bytes and makes a string of them once: appending to a `String` checks and measures each piece anew.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Spaces a level, on several lines; nil = all on one.
    private let indent: Int?
    private var level = 0

    init(indent: Int?) {
        self.indent = indent
    }

    mutating func write(_ value: Value) {
        switch value {
        case .null: write("null")
        case .bool(let flag): write(flag ? "true" : "false")
        case .number(let number): write(number.isFinite ? Value.format(number) : "null")
        case .string(let string): writeQuoted(string)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            level += 1
            for (offset, element) in elements.enumerated() {
                beginItem(offset)
                write(element)
            }
            end("]", isEmpty: elements.isEmpty)
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            level += 1
            for (offset, member) in members.elements.enumerated() {
                beginItem(offset)
                writeQuoted(member.key)
                write(indent == nil ? ":" : ": ")
                write(member.value)
            }
            end("}", isEmpty: members.isEmpty)
        }
    }

    private mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func beginItem(_ offset: Int) {
        if offset > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine()
    }

    private mutating func end(_ bracket: Unicode.Scalar, isEmpty: Bool) {
        level -= 1
        if !isEmpty { breakLine() }
        bytes.append(UInt8(ascii: bracket))
    }

    private mutating func breakLine() {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
    }

    private mutating func writeQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            var plain = 0
            for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: utf8[plain..<index])
                escape(byte)
                plain = index + 1
            }
            bytes.append(contentsOf: utf8[plain...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case UInt8(ascii: "\n"): write("\\n")
        case UInt8(ascii: "\r"): write("\\r")
        case UInt8(ascii: "\t"): write("\\t")
        case 0x08: write("\\b")
        case 0x0C: write("\\f")
        default: write((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        }
    }
}
