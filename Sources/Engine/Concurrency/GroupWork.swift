import Core
import Store

/// What concurrency groups still have to be told or asked. All of it is found again in the rows after a restart.
struct GroupWork {
    /// Members whose turn has come.
    var admitted: [ClaimRecord] = []
    /// Jobs that have to be lined up.
    var entering: [(run: RunID, key: String)] = []
    /// Somebody may have been given a reason to end.
    var hasEnding = true

    var isDone: Bool { admitted.isEmpty && entering.isEmpty && !hasEnding }
}
