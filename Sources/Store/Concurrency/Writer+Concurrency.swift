public import Core
import GRDB

extension Writer {
    /// Lines a run or a job up in a concurrency group. Whoever has to make room gets its reason to end, in the same
    /// transaction: ``Reader/endingClaims()`` finds them, also after a crash.
    ///
    /// Called again for a member that is in the group, it says how it stands and changes nothing.
    ///
    /// - Returns: the member's claim: it holds the group, waits for it, or is to be ended itself.
    public func enterGroup(
        _ member: GroupMember, _ claim: GroupClaim, repository: RepositoryID, at now: Timestamp
    ) throws -> ClaimRecord {
        if let known = try self.claim(of: member) { return known }
        let holder = try holder(of: claim.key, repository)
        let waiting = try waiting(for: claim.key, repository)
        let refusal = refusal(of: member, claim, holder: holder, waiting: waiting)
        let isFree = holder == nil && waiting.isEmpty
        let id = try insert(
            """
            INSERT INTO group_claims (repository, group_key, run, job, state, end_reason, requested_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                repository.rawValue, claim.key, member.run.rawValue, member.job?.rawValue,
                isFree && refusal == nil ? "holding" : "waiting", refusal, now.milliseconds
            ])
        try note(claim.group, of: member)
        if refusal == nil {
            let reason = "superseded by run \(member.run)"
            if claim.queue == .single || claim.cancelsInProgress {
                for other in waiting { try end(other, reason) }
            }
            if claim.cancelsInProgress, let holder { try end(holder, reason) }
        }
        return ClaimRecord(
            id: id, member: member, isHolding: isFree && refusal == nil, endReason: refusal, requestedAt: now)
    }

    /// Takes a member that is over out of its group.
    ///
    /// - Returns: whose turn it is now; nil when nobody's, or when the member was in no group.
    public func leaveGroup(_ member: GroupMember) throws -> ClaimRecord? {
        guard let claim = try claim(of: member) else { return nil }
        let left: (repository: Int64, key: String)? = try first(
            "DELETE FROM group_claims WHERE id = ? RETURNING repository, group_key", [claim.id]
        ) { (try $0.value("repository"), try $0.value("group_key")) }
        guard let left, claim.isHolding else { return nil }
        guard var next = try waiting(for: left.key, RepositoryID(left.repository)).first else { return nil }
        try execute("UPDATE group_claims SET state = 'holding' WHERE id = ?", [next.id])
        next.isHolding = true
        return next
    }

    private func holder(of key: String, _ repository: RepositoryID) throws -> ClaimRecord? {
        try first(
            """
            SELECT id, run, job, state, end_reason, requested_at FROM group_claims INDEXED BY group_claims_holder
            WHERE repository = ? AND group_key = ? AND state = 'holding'
            """, [repository.rawValue, key], ClaimRecord.init(row:))
    }

    /// The next one first. There are never more than the longest queue.
    private func waiting(for key: String, _ repository: RepositoryID) throws -> [ClaimRecord] {
        try all(
            """
            SELECT id, run, job, state, end_reason, requested_at FROM group_claims INDEXED BY group_claims_waiting
            WHERE repository = ? AND group_key = ? AND state = 'waiting' AND end_reason IS NULL ORDER BY id
            """, [repository.rawValue, key], ClaimRecord.init(row:))
    }

    private func refusal(
        of member: GroupMember, _ claim: GroupClaim, holder: ClaimRecord?, waiting: [ClaimRecord]
    ) -> String? {
        if case .job(_, let run) = member, let holder, holder.member == .run(run) {
            return "its run holds the concurrency group '\(claim.group)' itself, so the job would wait for ever"
        }
        guard claim.queue == .max, waiting.count >= GroupClaim.longestQueue else { return nil }
        return "\(GroupClaim.longestQueue) wait for the concurrency group '\(claim.group)' already"
    }

    private func end(_ claim: ClaimRecord, _ reason: String) throws {
        try execute(
            "UPDATE group_claims SET end_reason = ? WHERE id = ? AND end_reason IS NULL", [reason, claim.id])
    }

    private func note(_ group: String, of member: GroupMember) throws {
        switch member {
        case .run(let run): try execute("UPDATE runs SET concurrency_group = ? WHERE id = ?", [group, run.rawValue])
        case .job(let job, _): try execute("UPDATE jobs SET concurrency_group = ? WHERE id = ?", [group, job.rawValue])
        }
    }
}
