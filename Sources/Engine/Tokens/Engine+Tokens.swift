public import Store

extension Engine {
    /// What a token that a request came with allows; nil when it is none of a job that runs.
    public func jobToken(_ token: String) async throws -> JobToken? {
        guard token.hasPrefix(JobTokenMaker.prefix) else { return nil }
        let digest = JobTokenMaker.digest(token)
        return try await store.read { try $0.jobToken(digest: digest) }
    }
}
