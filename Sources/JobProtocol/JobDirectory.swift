public import Core

/// The paths of the contract between server and supervisor: `jobs/<job>/<attempt>/`.
///
/// ```
/// plan.json        what to run; immutable                        (server)
/// journal.ndjson   facts, each a line with a sequence number     (supervisor)
/// output.log       output, byte for byte after redaction         (supervisor)
/// output.idx       lines, steps and times of output.log          (supervisor)
/// control          requests: cancel                              (server)
/// alive            locked as long as the supervisor lives        (supervisor)
/// summary.md       what steps wrote to GITHUB_STEP_SUMMARY        (supervisor)
/// ```
public struct JobDirectory: Hashable, Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    public init(root: String, job: JobID, attempt: Int) {
        path = "\(root)/\(job)/\(attempt)"
    }

    public var plan: String { path + "/plan.json" }
    public var journal: String { path + "/journal.ndjson" }
    public var log: String { path + "/output.log" }
    public var logIndex: String { path + "/output.idx" }
    public var control: String { path + "/control" }
    public var alive: String { path + "/alive" }
    public var summary: String { path + "/summary.md" }
}
