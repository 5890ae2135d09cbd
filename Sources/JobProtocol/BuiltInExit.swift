/// Exit codes of `anneal action NAME` that mean more than failure.
public enum BuiltInExit {
    /// Something outside (a network, a server) could not be had now, and may be later: the job's set-up failed, not what
    /// its author wrote. The number is that of `EX_TEMPFAIL`.
    public static let unavailable = 75
}
