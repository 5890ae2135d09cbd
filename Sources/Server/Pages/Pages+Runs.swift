import Artifacts
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
        let parts = try await engine.store.read {
            reader -> (RunRecord, GroupWait?, EventRecord?, DecisionRecord?, [JobRows])? in
            guard let run = try reader.run(id) else { return nil }
            // A template that its combinations have replaced is no job any more.
            let jobs = try reader.jobs(of: id).filter { !($0.isTemplate && $0.conclusion == .success) }
            return (
                run, try reader.wait(of: .run(id), in: run.concurrencyGroup), try reader.event(run.event),
                try reader.decision(startedRun: id),
                try jobs.map { job in
                    JobRows(
                        job: job, attempt: try reader.attempt(job.attempt, of: job.id),
                        wait: try reader.wait(of: .job(job.id, of: id), in: job.concurrencyGroup),
                        steps: try reader.steps(job: job.id, attempt: job.attempt),
                        annotations: try reader.annotations(job: job.id, attempt: job.attempt))
                }
            )
        }
        guard let (run, wait, event, decision, rows) = parts else { throw Problem(.notFound, "no run \(id)") }
        let jobs = rows.map { row in
            var job = JobSummary(
                row.job, attempt: row.attempt, steps: row.steps, annotations: row.annotations,
                summary: summary(of: row.job.id, attempt: row.job.attempt))
            job.wait = row.wait
            return job
        }
        return RunPage(
            run: RunSummary(run, repository: repositoryName(run.repository)), attempt: run.attempt, seed: run.seed,
            reason: run.reason, wait: wait, isCancelling: run.cancelRequestedAt != nil,
            event: (run.event, event?.event.kind.rawValue ?? "an event", event?.event.actor ?? "nobody we know"),
            decision: decision?.decision.reason, diagnostics: run.diagnostics, jobs: jobs,
            artifacts: try artifacts(of: id))
    }

    private func artifacts(of run: RunID) throws -> [ArtifactSummary] {
        try ArtifactStore(engine.storage).all(of: run, unexpiredAt: .now()).map(ArtifactSummary.init)
    }

    private struct JobRows: Sendable {
        var job: JobRecord
        var attempt: AttemptRecord?
        var wait: GroupWait?
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
