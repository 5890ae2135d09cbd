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
        var writer = JSONWriter(indent: indent)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
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
}
