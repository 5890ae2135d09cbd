extension String {
    /// As text and as a quoted attribute's value.
    ///
    /// Works on bytes: a `"` that is followed by a combining mark is one `Character` with it, and a replacement of
    /// characters would let the quote through. Controls, and the marks that reorder text so that it reads as something
    /// else, become the replacement character.
    var escapedForHTML: String {
        guard utf8.contains(where: \.needsLook) else { return self }
        var result = ""
        result.reserveCapacity(utf8.count + 16)
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar.isTreacherous ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }
}

extension UInt8 {
    /// May begin something that is not passed on as it is.
    fileprivate var needsLook: Bool {
        switch self {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 0x09, 0x0A: false
        // C1 controls begin with C2, the reordering marks with E2 or D8.
        case ..<0x20, 0x7F, 0xC2, 0xD8, 0xE2: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// A control other than tab and line end, or a mark that changes the direction of what follows.
    var isTreacherous: Bool {
        switch value {
        case 0x09, 0x0A: false
        case ..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
