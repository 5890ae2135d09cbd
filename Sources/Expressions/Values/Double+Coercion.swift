extension Double {
    /// As JavaScript's `Number()`: decimal with sign, fraction and exponent, `0x` hexadecimal, `0o` octal, `Infinity`
    /// with sign; space around it is ignored, nothing is 0, and anything else is NaN.
    init(coercing text: String) {
        if let number = Self(plainDigits: text) {
            self = number
            return
        }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.isSpace || first == "\u{FEFF}" { scalars.removeFirst() }
        while let last = scalars.last, last.isSpace || last == "\u{FEFF}" { scalars.removeLast() }
        guard let first = scalars.first else {
            self = 0
            return
        }
        if first == "0", let letter = scalars.dropFirst().first, letter.properties.isAlphabetic {
            switch letter {
            case "x", "X": self.init(digits: scalars.dropFirst(2), radix: 16)
            case "o", "O": self.init(digits: scalars.dropFirst(2), radix: 8)
            default: self.init(decimal: scalars)
            }
            return
        }
        switch String(scalars) {
        case "Infinity", "+Infinity": self = .infinity
        case "-Infinity": self = -.infinity
        default: self.init(decimal: scalars)
        }
    }

    /// Most numbers are a few digits and nothing else; with at most fifteen of them no digit is lost.
    private init?(plainDigits text: String) {
        guard (1...15).contains(text.utf8.count) else { return nil }
        var sum: Int64 = 0
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            sum = sum * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        self.init(sum)
    }

    private init(digits: Substring.UnicodeScalarView, radix: Int) {
        var sum = digits.isEmpty ? Double.nan : 0
        for scalar in digits {
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue, digit < radix else {
                self = .nan
                return
            }
            sum = sum * Double(radix) + Double(digit)
        }
        self = sum
    }

    /// The form is checked here because Swift's own reading also takes hexadecimal fractions, `inf` and `nan`.
    private init(decimal scalars: Substring.UnicodeScalarView) {
        var rest = scalars
        if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
        var digits = rest.removeDigits()
        if rest.first == "." {
            rest.removeFirst()
            digits += rest.removeDigits()
        }
        var isNumber = digits > 0
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
            isNumber = isNumber && rest.removeDigits() > 0
        }
        self = isNumber && rest.isEmpty ? Double(String(scalars)) ?? .nan : .nan
    }
}

extension Substring.UnicodeScalarView {
    /// - Returns: how many there were.
    fileprivate mutating func removeDigits() -> Int {
        var count = 0
        while let first, ("0"..."9").contains(first) {
            removeFirst()
            count += 1
        }
        return count
    }
}
