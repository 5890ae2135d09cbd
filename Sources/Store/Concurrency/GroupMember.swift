public import Core

/// Who is in a concurrency group: a run as a whole, or one job of it.
public enum GroupMember: Hashable, Sendable {
    case run(RunID)
    case job(JobID, of: RunID)

    public var run: RunID {
        switch self {
        case .run(let run), .job(_, let run): run
        }
    }

    var job: JobID? {
        if case .job(let job, _) = self { job } else { nil }
    }
}
