/// An amount of a resource: `2`, `0.5`, `500m`, `8Gi`, `16G`.
public struct Quantity: Hashable, Sendable {
    /// In the resource's own unit: devices, cores, bytes.
    public var amount: Double

    private static let factors: [(suffix: String, factor: Double)] = [
        ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
        ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("m", 1e-3)
    ]

    /// - Returns: nil for what is no amount above 0.
    public init?(parsing text: String) {
        let unit = Self.factors.first { text.hasSuffix($0.suffix) }
        let digits = text.dropLast(unit?.suffix.count ?? 0)
        guard !digits.isEmpty, digits.utf8.count <= 20,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
            let number = Double(digits), number > 0
        else { return nil }
        amount = number * (unit?.factor ?? 1)
    }
}
