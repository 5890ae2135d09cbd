public import Core

/// A verified request as it arrived, and what the door made of it.
public struct NewDelivery: Hashable, Sendable, Codable {
    public var forge: String
    /// The forge's own name of the delivery: the second one with it is a duplicate.
    public var name: String
    public var repository: RepositoryID?
    /// The forge's name of the event.
    public var kind: String
    /// A JSON object. Made here, in a caller's time: everything that the writer does others wait for.
    let headers: String
    public var body: [UInt8]
    public var verdict: DeliveryVerdict
    public var detail: String?
    /// What an accepted one tells of its repository.
    public var events: [ToldEvent]
    public var receivedAt: Timestamp

    public init(
        forge: String, name: String, repository: RepositoryID?, kind: String, headers: [String: String],
        body: [UInt8], verdict: DeliveryVerdict, detail: String? = nil, events: [ToldEvent] = [],
        receivedAt: Timestamp
    ) {
        self.forge = forge
        self.name = name
        self.repository = repository
        self.kind = kind
        self.headers = Value(headers).json()
        self.body = body
        self.verdict = verdict
        self.detail = detail
        self.events = events
        self.receivedAt = receivedAt
    }
}
