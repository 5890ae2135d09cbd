/// How long a conversation with a remote over the network may take before it is cut off.
public struct FetchLimits: Hashable, Sendable {
    /// Longer than a far host under load needs, shorter than a person waits; the kernel alone would try for two minutes.
    public var connect: Duration = .seconds(15)
    /// Without a byte either way. Servers that count a large repository send progress in the meantime.
    public var idle: Duration = .seconds(60)
    /// For all of it; stops a server that drips one byte a minute.
    public var total: Duration = .seconds(3600)

    public init() {}
}
