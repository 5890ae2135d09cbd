import ArgumentParser
import Artifacts

/// `actions/cache`: restores now, and saves after all steps when the job succeeded and the key was not there.
struct ActionCache: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "What 'uses: actions/cache' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        let request = try CacheRequest(job)
        let entry = try ActionCacheRestore.restore(request)
        guard entry?.key != request.key, try !job.flag("lookup-only", default: false) else { return }
        try job.saveState("key", request.key)
        try job.saveState("path", request.paths)
        try job.saveState("post-if", "success()")
    }

    func performAfter(_ job: JobProcess) async throws {
        guard !job.state("key").isEmpty else { return }
        try CacheRequest(job, paths: job.state("path"), key: job.state("key")).save()
    }
}
