public import Core

/// A delivery in a list: without headers and body.
public struct DeliverySummary: Hashable, Sendable, Codable {
    public var id: DeliveryID
    public var forge: String
    /// The forge's own name of the delivery: the second one with it is a duplicate.
    public var name: String
    public var repository: RepositoryID?
    /// The forge's name of the event.
    public var kind: String
    public var verdict: DeliveryVerdict
    public var detail: String?
    public var event: EventID?
    public var receivedAt: Timestamp
    /// Bytes of the body.
    public var size: Int

    public init(
        id: DeliveryID, forge: String, name: String, repository: RepositoryID?, kind: String,
        verdict: DeliveryVerdict, detail: String?, event: EventID?, receivedAt: Timestamp, size: Int
    ) {
        self.id = id
        self.forge = forge
        self.name = name
        self.repository = repository
        self.kind = kind
        self.verdict = verdict
        self.detail = detail
        self.event = event
        self.receivedAt = receivedAt
        self.size = size
    }
}
