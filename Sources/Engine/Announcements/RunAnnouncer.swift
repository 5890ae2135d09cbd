import Core
import Git
import Logging
import Store

/// Makes `workflow_run` events of what happens to runs, for repositories that have a workflow that listens to them.
///
/// The event is written in the transaction that changes the run, and enters by the same door as every other.
struct RunAnnouncer: Sendable {
    let catalogue: RepositoryCatalogue
    let defaultBranch: DefaultBranch
    let address: ServerAddress
    /// Off where nobody stays to run what an announcement leads to.
    var isOn = true
    let logger: Logger

    /// As on GitHub: three levels of runs may set each other off.
    static let longestChain = 3

    static let chainSentence =
        "runs that set each other off, by workflow_run or with a job's token, end after \(longestChain) levels; this would "
        + "be one more"

    /// What has to be known before the transaction, which must not wait for anything.
    struct Announcement: Sendable {
        fileprivate var action: RunAction
        fileprivate var repository: RepositoryRecord
        fileprivate var wishes: DefaultBranch.Wishes
        fileprivate var serverURL: String
    }

    /// - Returns: nil when nobody listens.
    func prepare(_ action: RunAction, for repository: RepositoryID) async -> Announcement? {
        guard isOn, let record = catalogue.record(repository) else { return nil }
        do {
            guard let wishes = try await defaultBranch.lastKnown(of: record), wishes.listensToRuns else { return nil }
            return Announcement(action: action, repository: record, wishes: wishes, serverURL: address.publicURL)
        } catch {
            // A run must not stand still because of who might listen to it.
            logger.error(
                "it cannot be found out who listens to runs",
                metadata: ["repository": "\(record.name)", "error": "\(error)"])
            return nil
        }
    }
}

extension RunAnnouncer.Announcement {
    /// - Parameter run: as it is after the change.
    func write(about run: RunRecord, at now: Timestamp, to writer: Writer) throws {
        guard let cause = try writer.event(run.event)?.event else { return }
        let payload = WorkflowRunPayload(
            action: action, run: run, cause: cause, repository: repository, serverURL: serverURL, now: now)
        _ = try writer.insertEvent(
            Event(
                kind: .workflowRun, repository: repository.id, source: .run(run.id), ref: wishes.branch,
                after: wishes.head, actor: cause.actor, payload: payload.value, receivedAt: now,
                chain: cause.chain + 1))
    }
}
