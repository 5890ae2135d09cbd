import Artifacts
import Core
import FoundationEssentials
import JobProtocol
import Pages
import Planning
import Store

extension RunSummary {
    init(_ record: RunRecord, repository: String) {
        self.init(
            id: record.id, number: record.number, title: record.name, repository: repository,
            workflow: record.workflowPath, workflowName: record.workflowName, ref: record.ref, sha: record.sha,
            state: record.state, conclusion: record.conclusion, createdAt: record.createdAt,
            startedAt: record.startedAt, finishedAt: record.finishedAt)
    }
}

extension JobSummary {
    /// - Parameters:
    ///   - attempt: the one that is shown; steps and annotations are its.
    ///   - summary: Markdown.
    init(
        _ record: JobRecord, attempt: AttemptRecord? = nil, steps: [StepRecord] = [],
        annotations: [AnnotationRecord] = [], summary: String = ""
    ) {
        let planned = try? JSONDecoder().decode(PlannedJob.self, from: Data(record.planned.utf8))
        // It vouches only as long as the job has not been run after all.
        let voucher = record.conclusion == .skipped && record.attempt == 0 ? planned?.gate?.voucher : nil
        self.init(
            id: record.id, jobID: record.jobID, name: record.name, needs: planned?.needs ?? [], tier: record.tier,
            state: record.state, conclusion: record.conclusion, reason: record.reason,
            voucher: voucher.map { ($0.run, $0.number, $0.commit) },
            trace: record.operands ?? [],
            environment: attempt?.deployment.map { ($0.name, $0.url) }, attempt: record.attempt,
            startedAt: record.startedAt, finishedAt: record.finishedAt,
            steps: steps.map { step in
                Step(
                    index: step.index, name: step.name, conclusion: step.conclusion, exitCode: step.exitCode,
                    signal: step.signal, reason: step.reason, trace: step.trace ?? [],
                    startedAt: step.startedAt, finishedAt: step.finishedAt)
            }, annotations: annotations.map(\.annotation), summary: summary)
    }
}

extension JobSummary {
    /// Tells of an attempt that is not the latest: how that one ended, and when.
    mutating func show(_ attempt: AttemptRecord) {
        state = attempt.conclusion == nil ? .running : .completed
        conclusion = attempt.conclusion
        reason = attempt.reason
        (startedAt, finishedAt) = (attempt.startedAt, attempt.finishedAt)
        (voucher, trace, wait) = (nil, [], nil)
    }
}

extension Reader {
    /// nil when it does not wait for its concurrency group.
    func wait(of member: GroupMember, in group: String?) throws -> GroupWait? {
        guard let group, let place = try place(of: member) else { return nil }
        return GroupWait(group: group, position: place.position, holder: place.holder)
    }
}

extension EventItem {
    init(_ record: EventRecord, repository: String) {
        self.init(
            id: record.id, kind: record.event.kind.rawValue, repository: repository, ref: record.event.ref,
            before: record.event.before, after: record.event.after, actor: record.event.actor,
            source: record.event.source.sentence, receivedAt: record.event.receivedAt, state: record.state.rawValue,
            error: record.error)
    }
}

extension ArtifactSummary {
    init(_ record: ArtifactRecord) {
        self.init(
            id: record.id, run: record.run, name: record.name, files: record.files, size: record.blob.size,
            digest: record.blob.digest, expiresAt: record.expiresAt)
    }
}
