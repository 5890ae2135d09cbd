import Core
import GRDB

extension Writer {
    /// - Throws: `notFound`; `refused` when state, conclusion and times do not fit together.
    public func save(_ run: RunUpdate) throws {
        try change(
            "run \(run.id)",
            """
            UPDATE runs SET state = ?, conclusion = ?, attempt = ?, reason = ?, cancel_requested_at = ?,
                started_at = ?, finished_at = ?
            WHERE id = ?
            """,
            [
                run.state.rawValue, run.conclusion?.rawValue, run.attempt, run.reason,
                run.cancelRequestedAt?.milliseconds, run.startedAt?.milliseconds, run.finishedAt?.milliseconds,
                run.id.rawValue
            ])
    }
}
