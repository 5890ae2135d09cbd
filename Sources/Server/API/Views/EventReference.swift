import Core

/// The answer to a request that became an event.
struct EventReference: Encodable {
    var event: EventID
}
