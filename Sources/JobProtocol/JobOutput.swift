/// An entry of a job's `outputs`.
public struct JobOutput: Hashable, Sendable, Codable {
    public var name: String
    /// As the user wrote it; may hold `${{ }}`.
    public var text: String
    /// Where it is written, for a person: `.anneal/workflows/ci.yml, line 12`.
    public var place: String

    public init(_ name: String, _ text: String, at place: String) {
        self.name = name
        self.text = text
        self.place = place
    }
}
