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
        let parts = try await engine.store.read { reader -> (JobRecord, RunRecord, [StepRecord], [AnnotationRecord])? in
            guard let job = try reader.job(id), let run = try reader.run(job.run) else { return nil }
            let attempt = wanted == 0 ? job.attempt : wanted
            return (
                job, run, try reader.steps(job: id, attempt: attempt), try reader.annotations(job: id, attempt: attempt)
            )
        }
        guard let (job, run, steps, annotations) = parts else { throw Problem(.notFound, "no job \(id)") }
        guard wanted <= job.attempt else { throw Problem(.notFound, "job \(id) has no attempt \(wanted)") }
        let attempt = wanted == 0 ? job.attempt : wanted
        return JobPage(
            job: JobSummary(job, steps: steps, annotations: annotations),
            run: RunSummary(run, repository: repositoryName(run.repository)), attempt: attempt,
            log: try log(engine.directory(of: id, attempt: attempt), request))
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
