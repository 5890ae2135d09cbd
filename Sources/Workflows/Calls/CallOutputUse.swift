public import Core

/// An expression that reads an output of a job that calls a workflow: whether there is one stands in another file.
public struct CallOutputUse: Hashable, Sendable {
    /// The job that calls.
    public var job: String
    public var output: String
    public var position: SourcePosition

    public init(job: String, output: String, position: SourcePosition) {
        self.job = job
        self.output = output
        self.position = position
    }
}
