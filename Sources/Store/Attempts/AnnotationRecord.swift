public import Core
public import JobProtocol

/// An annotation and where it came from.
public struct AnnotationRecord: Hashable, Sendable, Codable {
    public var job: JobID
    public var attempt: Int
    /// Of the fact that told of it.
    public var sequence: Int
    public var annotation: Annotation

    public init(
        job: JobID, attempt: Int, sequence: Int, annotation: Annotation
    ) {
        self.job = job
        self.attempt = attempt
        self.sequence = sequence
        self.annotation = annotation
    }
}
