public import Expressions

/// `strategy:` of a job.
public struct Strategy: Hashable, Sendable {
    public var matrix: Located<Matrix>?
    /// nil = true.
    public var failFast: Located<Template>?
    /// nil = no limit.
    public var maxParallel: Located<Template>?

    public init(
        matrix: Located<Matrix>? = nil, failFast: Located<Template>? = nil, maxParallel: Located<Template>? = nil
    ) {
        self.matrix = matrix
        self.failFast = failFast
        self.maxParallel = maxParallel
    }
}
