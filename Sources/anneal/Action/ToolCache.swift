import Artifacts

/// The package cache that a set-up action brings and takes back.
struct ToolCache {
    let job: JobProcess
    let path: String
    let key: String
    let restoreKeys: [String]

    /// Now, and what is new after all steps.
    func restore(saves: Bool = true) throws {
        let request = try CacheRequest(job, paths: path, key: key, restoreKeys: restoreKeys)
        let entry = try request.restore()
        try job.setOutput("cache-hit", entry?.key == key ? "true" : "false")
        job.say(entry.map { "Restored the cache '\($0.key)'." } ?? "There is no cache for \(key) yet.")
        guard saves, entry?.key != key else { return }
        try job.saveState("cache-key", key)
        try job.saveState("cache-path", path)
        try job.saveState("post-if", "success()")
    }

    static func saveAfter(_ job: JobProcess) throws {
        guard !job.state("cache-key").isEmpty else { return }
        try CacheRequest(job, paths: job.state("cache-path"), key: job.state("cache-key")).save()
    }
}
