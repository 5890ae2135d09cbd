public import Core
import GRDB

extension Reader {
    private static let claim = "SELECT id, run, job, state, end_reason, requested_at FROM group_claims"

    /// nil when it is in no group, or no longer.
    public func claim(of member: GroupMember) throws -> ClaimRecord? {
        switch member {
        case .run(let run):
            try first(Self.claim + " WHERE run = ? AND job IS NULL", [run.rawValue], ClaimRecord.init(row:))
        case .job(let job, _): try first(Self.claim + " WHERE job = ?", [job.rawValue], ClaimRecord.init(row:))
        }
    }

    /// Of a run and of its jobs.
    public func claims(of run: RunID) throws -> [ClaimRecord] {
        try all(Self.claim + " WHERE run = ? ORDER BY id", [run.rawValue], ClaimRecord.init(row:))
    }

    /// Those whose members are to be ended.
    public func endingClaims() throws -> [ClaimRecord] {
        try all(
            Self.claim + " INDEXED BY group_claims_ending WHERE end_reason IS NOT NULL ORDER BY id", [],
            ClaimRecord.init(row:))
    }

    /// nil when the member does not wait for a group.
    public func place(of member: GroupMember) throws -> GroupPlace? {
        guard let claim = try claim(of: member), !claim.isHolding, claim.endReason == nil else { return nil }
        return try first(
            """
            SELECT
                (SELECT count(*) FROM group_claims AS other
                    WHERE other.repository = mine.repository AND other.group_key = mine.group_key
                    AND other.state = 'waiting' AND other.end_reason IS NULL AND other.id <= mine.id) AS position,
                (SELECT run FROM group_claims AS other
                    WHERE other.repository = mine.repository AND other.group_key = mine.group_key
                    AND other.state = 'holding') AS holder
            FROM group_claims AS mine WHERE mine.id = ?
            """, [claim.id]
        ) { GroupPlace(position: try $0.value("position"), holder: try $0.optionalID("holder")) }
    }
}

extension ClaimRecord {
    init(row: Row) throws {
        let run: RunID = try row.id("run")
        let job: JobID? = try row.optionalID("job")
        self.init(
            id: try row.value("id"), member: job.map { .job($0, of: run) } ?? .run(run),
            isHolding: try row.value("state", as: String.self) == "holding", endReason: try row.optional("end_reason"),
            requestedAt: try row.time("requested_at"))
    }
}
