import Core
import Engine
import Hummingbird
import JobProtocol
import Pages
import Store

extension Pages {
    func registerJobs(in router: Router<BasicRequestContext>) {
        router.get("/jobs/:id") { request, context in
            respond(try await job(context.id("id"), request).page(self.context(request)), to: request)
        }
    }

    private func job(_ id: JobID, _ request: Request) async throws -> JobPage {
        let wanted = try request.query("attempt", in: 1...Int(Int32.max), default: 0)
        let parts = try await engine.store.read { reader -> Rows? in
            guard let job = try reader.job(id), let run = try reader.run(job.run) else { return nil }
            let number = wanted == 0 ? job.attempt : wanted
            return Rows(
                job: job, run: run, attempt: try reader.attempt(number, of: id),
                wait: try reader.wait(of: .job(id, of: run.id), in: job.concurrencyGroup),
                steps: try reader.steps(job: id, attempt: number),
                annotations: try reader.annotations(job: id, attempt: number))
        }
        guard let parts else { throw Problem(.notFound, "no job \(id)") }
        guard wanted == 0 || parts.attempt != nil else {
            throw Problem(.notFound, "job \(id) has no attempt \(wanted)")
        }
        let last = parts.job.attempt
        let attempt = wanted == 0 ? last : wanted
        var job = JobSummary(
            parts.job, attempt: parts.attempt, steps: parts.steps, annotations: parts.annotations,
            summary: summary(of: id, attempt: attempt))
        job.wait = parts.wait
        if attempt < last, let older = parts.attempt { job.show(older) }
        return JobPage(
            job: job, run: RunSummary(parts.run, repository: repositoryName(parts.run.repository)), attempt: attempt,
            lastAttempt: last, host: parts.attempt?.host,
            log: try log(engine.directory(of: id, attempt: attempt), request))
    }

    private struct Rows: Sendable {
        var job: JobRecord
        var run: RunRecord
        var attempt: AttemptRecord?
        var wait: GroupWait?
        var steps: [StepRecord]
        var annotations: [AnnotationRecord]
    }

    private func log(_ directory: JobDirectory, _ request: Request) throws -> JobPage.LogPart {
        let first = try request.query("from", in: 1...Int(Int32.max), default: 0)
        guard let reader = try LogReader(directory) else { return .none }
        if let text = request.query("q"), !text.isEmpty {
            guard text.utf8.count <= 1000 else { throw Problem(.badRequest, "the text to search for is too long") }
            let found = try reader.search(text, from: max(1, first))
            return .matches(found.matches, query: text, rest: found.rest)
        }
        if request.query("step") != nil {
            let step = try request.query("step", in: 0...Int(Int32.max), default: 0)
            let line = try reader.lineRange(ofStep: step)?.lowerBound
            return .window(try reader.window(from: (line ?? 0) + 1), isTail: false)
        }
        return .window(try reader.window(from: first == 0 ? nil : first), isTail: first == 0)
    }
}
