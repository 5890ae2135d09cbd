/// One webhook request as it arrived: untrusted until ``WebhookDecoder/verify(_:secret:)`` said yes.
public struct Delivery: Hashable, Sendable {
    /// The largest body that is read, in bytes. GitHub never sends more than 25 MB.
    public static let maximumBodySize = 25 * 1024 * 1024

    /// Values by lower-cased name.
    public var headers: [String: String]
    /// The raw bytes; signatures are over these.
    public var body: [UInt8]

    /// - Parameter headers: names in any letter case.
    public init(headers: [String: String], body: [UInt8]) {
        self.headers = Dictionary(
            headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        self.body = body
    }
}
