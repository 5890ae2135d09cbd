import Core
import Store

/// The concurrency group of a run or a job, and where it stands while it waits for it.
struct ConcurrencyView: Encodable, Sendable {
    var group: String
    /// 1 = the next one; absent when it does not wait.
    var position: Int?
    /// The run that holds the group.
    var waitingFor: RunID?

    init(group: String, place: GroupPlace?) {
        self.group = group
        position = place?.position
        waitingFor = place?.holder
    }
}
