import Core

extension Double {
    /// As .NET's `G15`, which GitHub prints numbers with: at most 15 significant digits, and an exponent
    /// only below 0.0001 and from 10^15 on.
    var formatted: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
        if self == rounded(), abs(self) < 1e15 { return String(Int64(self)) }
        let decimal = ShortestDecimal(abs(self)).rounded(toDigits: 15)
        let isFixed = (-4..<15).contains(decimal.exponent)
        return (self < 0 ? "-" : "") + (isFixed ? decimal.fixed : decimal.scientific(mark: "E", minimumDigits: 2))
    }
}
