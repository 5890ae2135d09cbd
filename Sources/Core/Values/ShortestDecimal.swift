/// A positive number as the fewest decimal digits that read back as the same one: what every notation is made of.
public struct ShortestDecimal: Hashable, Sendable {
    /// From 0 to 9; neither the first nor the last is 0.
    public private(set) var digits: [UInt8]
    /// The power of ten of the first digit.
    public private(set) var exponent: Int

    /// - Parameter number: finite and above 0.
    public init(_ number: Double) {
        digits = []
        var point: Int?
        let parts = number.description.split(separator: "e")
        for byte in parts[0].utf8 {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
        }
        let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let zeros = digits.prefix { $0 == 0 }.count
        exponent = (point ?? digits.count) - 1 - zeros + shift
        digits.removeFirst(zeros)
        dropTrailingZeros()
    }

    /// At most this many digits; a half goes up.
    public func rounded(toDigits count: Int) -> ShortestDecimal {
        guard digits.count > count else { return self }
        var result = self
        result.digits.removeSubrange(count...)
        if digits[count] >= 5 {
            while result.digits.last == 9 { result.digits.removeLast() }
            if let last = result.digits.popLast() {
                result.digits.append(last + 1)
            } else {
                result.digits = [1]
                result.exponent += 1
            }
        }
        result.dropTrailingZeros()
        return result
    }

    /// `0.00123`, `1234.5`, `120000`.
    public var fixed: String {
        guard exponent >= 0 else { return "0." + String(repeating: "0", count: -exponent - 1) + Self.text(digits[...]) }
        let whole = digits.prefix(exponent + 1)
        let fraction = digits.dropFirst(exponent + 1)
        return Self.text(whole) + String(repeating: "0", count: exponent + 1 - whole.count)
            + (fraction.isEmpty ? "" : "." + Self.text(fraction))
    }

    /// `1.5e+21`, `1E-07`.
    public func scientific(mark: String, minimumDigits: Int) -> String {
        let fraction = digits.dropFirst()
        let power = String(abs(exponent))
        return Self.text(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + Self.text(fraction)) + mark
            + (exponent < 0 ? "-" : "+") + String(repeating: "0", count: max(0, minimumDigits - power.count)) + power
    }

    private mutating func dropTrailingZeros() {
        while digits.last == 0 { digits.removeLast() }
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
}
