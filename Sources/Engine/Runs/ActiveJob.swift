import Core
import JobProtocol

/// A job that a supervisor works on, or is about to.
struct ActiveJob: Sendable {
    var run: RunID
    var key: String
    var id: JobID
    var attempt: Int
    var directory: JobDirectory
    /// How far its journal has been read.
    var offset: Int64 = 0
    var sequence = 0
    var launchedAt: Timestamp
    /// Its actions are being fetched; no supervisor has been started.
    var isPreparing = false
    var watches: [FileWatcher.Watch] = []
}
