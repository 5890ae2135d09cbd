extension Double {
    /// As .NET's `G15`, which GitHub prints numbers with: at most 15 significant digits, and an exponent
    /// only below 0.0001 and from 10^15 on.
    var formatted: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
        if self == rounded(), abs(self) < 1e15 { return String(Int64(self)) }
        var (digits, exponent) = abs(self).decimal
        if digits.count > 15 { Self.round(&digits, to: 15, exponent: &exponent) }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        let sign = self < 0 ? "-" : ""
        let text = digits.map(String.init)
        guard exponent < -4 || exponent >= 15 else { return sign + Self.fixed(text, exponent) }
        let fraction = text.count > 1 ? "." + text.dropFirst().joined() : ""
        let power = String(abs(exponent))
        return sign + text[0] + fraction + (exponent < 0 ? "E-" : "E+") + (power.count < 2 ? "0" : "") + power
    }

    /// The shortest digits that read back as the same number, and the power of ten of the first of them.
    private var decimal: (digits: [Int], exponent: Int) {
        var digits: [Int] = []
        var point: Int?
        let parts = "\(self)".split(separator: "e")
        for scalar in parts[0] {
            if let digit = scalar.wholeNumberValue { digits.append(digit) } else { point = digits.count }
        }
        let zeros = digits.prefix { $0 == 0 }.count
        let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let exponent = (point ?? digits.count) - 1 - zeros + shift
        return (Array(digits.dropFirst(zeros)), exponent)
    }

    private static func round(_ digits: inout [Int], to count: Int, exponent: inout Int) {
        let carries = digits[count] >= 5
        digits.removeSubrange(count...)
        guard carries else { return }
        var index = count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            exponent += 1
        }
    }

    private static func fixed(_ digits: [String], _ exponent: Int) -> String {
        guard exponent >= 0 else {
            return "0." + String(repeating: "0", count: -exponent - 1) + digits.joined()
        }
        let whole = digits.prefix(exponent + 1)
        let padding = String(repeating: "0", count: exponent + 1 - whole.count)
        let fraction = digits.dropFirst(exponent + 1)
        return whole.joined() + padding + (fraction.isEmpty ? "" : "." + fraction.joined())
    }
}
