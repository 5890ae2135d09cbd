/// The hardware and system a job ran on: part of every result's record.
public struct HostFacts: Hashable, Sendable, Codable {
    public var hostname: String
    /// `uname -srm`.
    public var system: String
    public var processor: String
    public var cores: Int
    public var memoryBytes: Int64

    private enum CodingKeys: String, CodingKey {
        case hostname, system, processor, cores
        case memoryBytes = "memory_bytes"
    }

    public init(hostname: String, system: String, processor: String, cores: Int, memoryBytes: Int64) {
        self.hostname = hostname
        self.system = system
        self.processor = processor
        self.cores = cores
        self.memoryBytes = memoryBytes
    }
}
