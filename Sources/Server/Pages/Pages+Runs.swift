import Core
import Engine
import Foundation
import Hummingbird
import JobProtocol
import Pages
import Store

extension Pages {
    func registerRuns(in router: Router<BasicRequestContext>) {
        router.get("/runs/:id") { request, context in
            respond(try await run(context.id("id")).page(self.context(request)), to: request)
        }
        router.post("/runs/:id/cancel") { _, context in
            let id: RunID = try context.id("id")
            try await engine.cancel(id)
            return Self.redirect(to: Address.run(id))
        }
        router.post("/runs/:id/rerun") { _, context in
            let id: RunID = try context.id("id")
            try await engine.rerun(id, onlyFailed: false)
            return Self.redirect(to: Address.run(id))
        }
        router.post("/runs/:id/rerun-failed") { _, context in
            let id: RunID = try context.id("id")
            try await engine.rerun(id, onlyFailed: true)
            return Self.redirect(to: Address.run(id))
        }
    }

    private func run(_ id: RunID) async throws -> RunPage {
        let parts = try await engine.store.read { reader -> (RunRecord, EventRecord?, [JobRows])? in
            guard var run = try reader.run(id) else { return nil }
            run.reason = try run.reason ?? reader.waiting(.run(id), run.concurrencyGroup)
            // A template that its combinations have replaced is no job any more.
            let jobs = try reader.jobs(of: id).filter { !($0.isTemplate && $0.conclusion == .success) }
            return (
                run, try reader.event(run.event),
                try jobs.map { record in
                    var job = record
                    job.reason = try job.reason ?? reader.waiting(.job(job.id, of: id), job.concurrencyGroup)
                    return JobRows(
                        job: job, steps: try reader.steps(job: job.id, attempt: job.attempt),
                        annotations: try reader.annotations(job: job.id, attempt: job.attempt))
                }
            )
        }
        guard let (run, event, rows) = parts else { throw Problem(.notFound, "no run \(id)") }
        let jobs = rows.map { row in
            JobSummary(
                row.job, steps: row.steps, annotations: row.annotations,
                summary: summary(of: row.job.id, attempt: row.job.attempt))
        }
        return RunPage(
            run: RunSummary(run, repository: repositoryName(run.repository)), attempt: run.attempt, seed: run.seed,
            reason: run.reason, isCancelling: run.cancelRequestedAt != nil,
            event: (run.event, event?.event.kind.rawValue ?? "an event", event?.event.actor ?? "nobody we know"),
            diagnostics: run.diagnostics, jobs: jobs)
    }

    private struct JobRows: Sendable {
        var job: JobRecord
        var steps: [StepRecord]
        var annotations: [AnnotationRecord]
    }

    /// One byte more than is shown, so that the page can tell that there is more.
    private static var summaryLimit: Int { (256 << 10) + 1 }

    func summary(of job: JobID, attempt: Int) -> String {
        guard attempt > 0 else { return "" }
        let path = engine.directory(of: job, attempt: attempt).summary
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? file.close() }
        let data = (try? file.read(upToCount: Self.summaryLimit)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

extension Reader {
    /// What somebody that waits for its concurrency group is told; nil when it does not wait.
    fileprivate func waiting(_ member: GroupMember, _ group: String?) throws -> String? {
        guard let group, let place = try place(of: member) else { return nil }
        let holder = place.holder.map { ", which run \($0) holds" } ?? ""
        return "waits for the concurrency group '\(group)'\(holder): position \(place.position)"
    }
}
