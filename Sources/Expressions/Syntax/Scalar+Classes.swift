extension Unicode.Scalar {
    var isSpace: Bool {
        isASCII ? self == " " || ("\t"..."\r").contains(self) : properties.isWhitespace
    }

    /// What ends a word or a number.
    var isBoundary: Bool {
        switch self {
        case "(", ")", "[", "]", ",", ".", "!", ">", "<", "=", "&", "|": true
        default: isSpace
        }
    }

    var isWordStart: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
    }

    var isWordPart: Bool {
        isWordStart || ("0"..."9").contains(self) || self == "-"
    }
}
