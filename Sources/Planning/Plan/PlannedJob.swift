public import Core
public import Workflows

/// A job of a run, one for each combination of its matrix.
public struct PlannedJob: Hashable, Sendable, Codable {
    /// As in the file, behind the ``caller`` and a slash where there is one; the combinations of a matrix share it.
    public var id: String
    /// Unique in the run: `test`, or `test/1`, `test/2`, … for the combinations of a matrix.
    public var key: String
    /// For people.
    public var name: String
    /// Ids of jobs, in the file's order.
    public var needs: [String]
    /// The `matrix` context; nil without a matrix.
    public var matrix: Value?
    public var strategy: JobStrategy
    /// Its matrix depends on what it needs: ``Activation`` replaces it by its combinations when that is over.
    public var isDeferred: Bool
    public var tier: Tier?
    /// SHA-256 of the definition and the matrix values, in hexadecimal digits: the job ran before when the digest did.
    public var digest: String
    /// nil without `paths:`.
    public var gate: Gate?
    /// nil without `retry:`.
    public var retry: RetryPolicy?
    /// The workflow that it calls, in place of steps of its own.
    public var callee: CalleeID?
    /// The key of the call that brought it; nil = a job of the run's own workflow. ``id``, ``key`` and ``needs`` begin with it.
    public var caller: String?
    /// nil for a job of a called workflow.
    public var outlook: Outlook?

    public init(
        id: String, key: String, name: String, needs: [String] = [], matrix: Value? = nil,
        strategy: JobStrategy = .single, isDeferred: Bool = false, tier: Tier? = nil, digest: String, gate: Gate? = nil,
        retry: RetryPolicy? = nil, callee: CalleeID? = nil, caller: String? = nil
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.needs = needs
        self.matrix = matrix
        self.strategy = strategy
        self.isDeferred = isDeferred
        self.tier = tier
        self.digest = digest
        self.gate = gate
        self.retry = retry
        self.callee = callee
        self.caller = caller
    }
}
