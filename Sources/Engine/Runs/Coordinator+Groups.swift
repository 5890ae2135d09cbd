import Core
import Logging
import OrderedCollections
import Planning
import Store

/// Concurrency groups: who enters, who may go, who has to end.
///
/// The rows decide, each step in one transaction (`Writer.enterGroup`, `Writer.leaveGroup`); this carries out what they say.
/// Everything here may be done twice: a claim that is there is found again, and a machine that was told before does nothing.
extension Coordinator {
    /// Does what is left to do. Something that fails stays on the list.
    func tendGroups() async {
        do {
            while !groups.isDone {
                if let claim = groups.admitted.first {
                    try await admit(claim)
                    groups.admitted.removeFirst()
                } else if let (run, key) = groups.entering.first {
                    try await enter(key, of: run)
                    groups.entering.removeFirst()
                } else {
                    let ending = try await store.read { try $0.endingClaims() }
                    groups.hasEnding = false
                    for claim in ending { try await end(claim) }
                }
            }
        } catch {
            groups.hasEnding = true
            logger.error("concurrency groups cannot be tended", metadata: ["error": "\(error)"])
            wake(after: .seconds(1))
        }
    }

    private func admit(_ claim: ClaimRecord) async throws {
        let run = claim.member.run
        guard try await isOpen(run) else { return }
        switch claim.member {
        case .run: try await apply([.runAdmitted], to: run)
        case .job(let id, _):
            guard let key = try await openRun(run).key(of: id) else { return }
            try await apply([.admitted(key: key)], to: run)
        }
    }

    private func enter(_ key: String, of id: RunID) async throws {
        guard try await isOpen(id) else { return }
        var run = try await openRun(id)
        guard run.machine.jobs[key]?.isQueued == true, let job = run.ids[key] else { return }
        guard let claim = run.outcome(of: key)?.claim else {
            return try await apply([.jobCancelRequested(key: key, reason: "its plan can no longer be made")], to: id)
        }
        let (member, repository, now) = (GroupMember.job(job, of: id), run.record.repository, time.now())
        let place = try await store.write { try $0.enterGroup(member, claim, repository: repository, at: now) }
        run.grouped.insert(member)
        runs[id] = run
        groups.hasEnding = true
        if place.isHolding { try await apply([.admitted(key: key)], to: id) } else { feed.publish(.run(id)) }
    }

    private func end(_ claim: ClaimRecord) async throws {
        let id = claim.member.run
        guard let reason = claim.endReason, try await isOpen(id) else { return }
        let run = try await openRun(id)
        switch claim.member {
        case .run:
            guard !run.machine.isCancelled else { return }
            try await apply([.cancelRequested(reason: reason)], to: id)
        case .job(let job, _):
            guard let key = run.key(of: job), run.machine.jobs[key]?.cancelReason == nil else { return }
            try await apply([.jobCancelRequested(key: key, reason: reason)], to: id)
        }
    }

    private func isOpen(_ id: RunID) async throws -> Bool {
        if runs[id] != nil { return true }
        guard let record = try await store.read({ try $0.run(id) }) else { return false }
        return record.state != .completed
    }
}

extension OpenRun {
    func key(of job: JobID) -> String? { ids.first { $0.value == job }?.key }
}
