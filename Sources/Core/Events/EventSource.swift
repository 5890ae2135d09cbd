/// The door an event came in by.
public enum EventSource: Hashable, Sendable, Codable {
    /// A forge's webhook or a `post-receive` hook.
    case delivery(DeliveryID)
    /// The watcher saw a ref that no delivery had told of.
    case watcher
    /// A person, through the API, the pages or the command line.
    case request
    /// `anneal events replay` of an earlier event.
    case replay(EventID)
    /// A run of ours was asked for, began or came to its end, or one of its jobs asked for something.
    case run(RunID)
    /// A time of `on.schedule` came.
    case schedule
}
