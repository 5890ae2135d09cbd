/// The name of a git commit: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
public struct CommitSHA: Hashable, Sendable {
    public let hex: String

    /// - Returns: nil unless `hex` is a full object name; upper case is folded.
    public init?(_ hex: String) {
        let digits = hex.utf8
        guard digits.count == 40 || digits.count == 64 else { return nil }
        let isHex = digits.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
        }
        guard isHex else { return nil }
        self.hex = hex.lowercased()
    }

    /// What forges and hooks send for "no commit": the `before` of a new branch, the `after` of a deleted one.
    public var isZero: Bool { hex.utf8.allSatisfy { $0 == 0x30 } }

    public static let zero: CommitSHA = {
        guard let sha = CommitSHA(String(repeating: "0", count: 40)) else { preconditionFailure("40 zeros are a SHA") }
        return sha
    }()

    /// The first seven digits, for people.
    public var short: String { String(hex.prefix(7)) }
}

extension CommitSHA: CustomStringConvertible {
    public var description: String { hex }
}

extension CommitSHA: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let sha = CommitSHA(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a commit name: \(text)")
        }
        self = sha
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
