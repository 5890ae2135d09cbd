import ArgumentParser
import Artifacts

/// `actions/cache/restore`
struct ActionCacheRestore: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache-restore", abstract: "What 'uses: actions/cache/restore' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        _ = try Self.restore(try CacheRequest(job))
    }

    /// Outputs as GitHub's: `cache-hit` is `true` for exactly the key, `false` for one of the restore keys, and empty when
    /// there is nothing.
    static func restore(_ request: CacheRequest) throws -> CacheEntry? {
        let job = request.job
        let looksOnly = try job.flag("lookup-only", default: false)
        let failsOnMiss = try job.flag("fail-on-cache-miss", default: false)
        try job.setOutput("cache-primary-key", request.key)
        guard let entry = try request.restore(unpacks: !looksOnly) else {
            let keys = ([request.key] + request.restoreKeys).joined(separator: ", ")
            guard !failsOnMiss else {
                throw ActionFailure("there is no cache for \(keys), and 'fail-on-cache-miss' is set")
            }
            job.say("There is no cache for \(keys).")
            return nil
        }
        try job.setOutput("cache-hit", entry.key == request.key ? "true" : "false")
        try job.setOutput("cache-matched-key", entry.key)
        job.say(
            looksOnly
                ? "Found the cache '\(entry.key)' of \(entry.ref); 'lookup-only' leaves it where it is."
                : "Restored the cache '\(entry.key)' of \(entry.ref) (\(entry.blob.size.bytes)).")
        return entry
    }
}
