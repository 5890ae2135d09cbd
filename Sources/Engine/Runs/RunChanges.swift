import Core
import FoundationEssentials
import OrderedCollections
import Planning
import Store

/// The rows that a step of a run's life writes.
struct RunChanges: Sendable {
    var run: RunUpdate?
    var jobs: [JobUpdate] = []
    var newJobs: [NewJob] = []
    var runID: RunID
    var passes: [PassRecord] = []
    /// They are over, and leave their concurrency groups.
    var leaving: [GroupMember] = []

    struct Outcome: Sendable {
        /// Of new jobs, by key.
        var ids: [String: JobID]
        /// Whose turn it is now in the groups that were left.
        var admitted: [ClaimRecord]
    }

    func write(to writer: Writer) throws -> Outcome {
        for job in jobs { try writer.save(job) }
        let added = newJobs.isEmpty ? [] : try writer.insertJobs(runID, newJobs)
        if let run { try writer.save(run) }
        for pass in passes { try writer.recordPass(pass) }
        return Outcome(
            ids: Dictionary(uniqueKeysWithValues: added.map { ($0.key, $0.id) }),
            admitted: try leaving.compactMap { try writer.leaveGroup($0) })
    }
}

extension OpenRun {
    /// What has to be written since the machine was `before` (nil = everything); updates the run's own record too.
    mutating func changes(since before: RunMachine?, effects: [RunMachine.Action], at now: Timestamp) throws
        -> RunChanges
    {
        var changes = RunChanges(runID: record.id)
        var delays: [String: Duration] = [:]
        for case .retry(let key, let delay) in effects { delays[key] = delay }
        settleCalls(since: before)
        for job in machine.jobs.values {
            guard job != before?.jobs[job.key] || replanned.contains(job.key) else { continue }
            if job.state == .ready, before?.jobs[job.key]?.state != .ready { readyAt[job.key] = now }
            if let id = ids[job.key] {
                changes.jobs.append(
                    JobUpdate(
                        id: id, state: job.state, conclusion: job.conclusion, reason: job.reason,
                        trace: traces[job.key], outputs: outputs[job.key] ?? [:], continueOnError: job.continuesOnError,
                        retries: job.retries, readyAt: readyAt[job.key],
                        notBefore: delays[job.key].map { now + $0 },
                        startedAt: job.isCall && job.state == .running ? now : nil,
                        finishedAt: job.state == .completed ? now : nil,
                        cancelReason: job.cancelReason, plan: try newPlan(of: job.key)))
                if job.conclusion == .success, before?.jobs[job.key]?.conclusion != .success {
                    if let pass = pass(of: job, at: now) { changes.passes.append(pass) }
                }
            } else if let planned = planned[job.key] {
                changes.newJobs.append(
                    try NewJob(
                        planned: planned, job: job, trace: traces[job.key], readyAt: readyAt[job.key],
                        finishedAt: job.state == .completed ? now : nil))
            }
        }
        replanned = []
        updateRecord(at: now, &changes, since: before)
        changes.leaving = leaveGroups()
        return changes
    }

    /// nil = the row has it.
    private func newPlan(of key: String) throws -> JobUpdate.Plan? {
        guard replanned.contains(key), let planned = planned[key] else { return nil }
        return JobUpdate.Plan(
            definition: planned.digest, planned: String(decoding: try JSONEncoder().encode(planned), as: UTF8.self))
    }

    private mutating func leaveGroups() -> [GroupMember] {
        var leaving = grouped.filter { member in
            guard case .job(let id, _) = member, let key = ids.first(where: { $0.value == id })?.key else {
                return false
            }
            return machine.jobs[key]?.state == .completed
        }
        if machine.state == .completed { leaving = grouped }
        grouped.subtract(leaving)
        return Array(leaving)
    }

    private mutating func updateRecord(at now: Timestamp, _ changes: inout RunChanges, since before: RunMachine?) {
        let old = record
        record.state = machine.state
        record.conclusion = machine.conclusion
        if machine.state != .queued, record.startedAt == nil { record.startedAt = now }
        record.finishedAt = machine.state == .completed ? now : nil
        if machine.isCancelled, record.cancelRequestedAt == nil { record.cancelRequestedAt = now }
        if !machine.isCancelled { record.cancelRequestedAt = nil }
        record.reason = machine.cancelReason
        if record != old || before == nil { changes.run = RunUpdate(record) }
    }

    /// A job that passed vouches for later commits with the same definition and the same files.
    private func pass(of job: RunMachine.Job, at now: Timestamp) -> PassRecord? {
        guard let planned = planned[job.key], let ref = record.ref, let sha = record.sha, !job.isDeferred, !job.isCall
        else {
            return nil
        }
        return PassRecord(
            repository: record.repository, workflowPath: record.workflowPath, jobKey: job.key,
            definition: planned.digest, ref: ref, commit: sha, run: record.id, number: record.number, at: now)
    }
}
