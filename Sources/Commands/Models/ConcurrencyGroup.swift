import Core

/// The concurrency group of a run or a job.
struct ConcurrencyGroup: Decodable, Sendable {
    var group: String
    /// 1 = the next one; nil when it does not wait.
    var position: Int?
    /// The run that holds the group.
    var waitingFor: RunID?

    /// nil when there is nothing to wait for.
    var waiting: String? {
        guard let position else { return nil }
        let holder = waitingFor.map { ", which run \($0) holds" } ?? ""
        return "waits for the concurrency group '\(group)'\(holder): position \(position)"
    }
}
