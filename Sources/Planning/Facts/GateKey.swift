/// The question behind a job's `paths:`: where did just this last pass?
public struct GateKey: Hashable, Sendable, Codable {
    /// Path of the workflow file.
    public var workflow: String
    /// The job's id in the file.
    public var job: String
    /// The job's key in the run, which differs for each combination of a matrix.
    public var key: String
    /// ``PlannedJob/digest``: the same definition and the same matrix values.
    public var digest: String

    public init(workflow: String, job: String, key: String, digest: String) {
        self.workflow = workflow
        self.job = job
        self.key = key
        self.digest = digest
    }
}
