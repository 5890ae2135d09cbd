public import Core

/// A kept delivery, whole.
public struct DeliveryRecord: Hashable, Sendable, Codable {
    public var id: DeliveryID
    public var forge: String
    /// The forge's own name of the delivery: the second one with it is a duplicate.
    public var name: String
    public var repository: RepositoryID?
    /// The forge's name of the event.
    public var kind: String
    public var headers: [String: String]
    public var body: [UInt8]
    public var verdict: DeliveryVerdict
    public var detail: String?
    public var event: EventID?
    public var receivedAt: Timestamp

    public init(
        id: DeliveryID, forge: String, name: String, repository: RepositoryID?, kind: String,
        headers: [String: String], body: [UInt8], verdict: DeliveryVerdict, detail: String?,
        event: EventID?, receivedAt: Timestamp
    ) {
        self.id = id
        self.forge = forge
        self.name = name
        self.repository = repository
        self.kind = kind
        self.headers = headers
        self.body = body
        self.verdict = verdict
        self.detail = detail
        self.event = event
        self.receivedAt = receivedAt
    }
}
