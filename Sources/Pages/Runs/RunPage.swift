public import Core
import OrderedCollections

/// `/runs/{id}`: what became of a run, and of each of its jobs.
public struct RunPage: Sendable {
    public var run: RunSummary
    public var attempt: Int
    public var seed: UInt32
    public var reason: String?
    public var wait: GroupWait?
    public var isCancelling: Bool
    public var event: (id: EventID, kind: String, actor: String)
    /// Why the workflow started.
    public var decision: String?
    public var diagnostics: [Diagnostic]
    public var jobs: [JobSummary]
    public var artifacts: [ArtifactSummary]

    public init(
        run: RunSummary, attempt: Int, seed: UInt32, reason: String?, wait: GroupWait? = nil, isCancelling: Bool,
        event: (id: EventID, kind: String, actor: String), decision: String? = nil, diagnostics: [Diagnostic],
        jobs: [JobSummary], artifacts: [ArtifactSummary] = []
    ) {
        self.run = run
        self.attempt = attempt
        self.seed = seed
        self.reason = reason
        self.wait = wait
        self.isCancelling = isCancelling
        self.event = event
        self.decision = decision
        self.diagnostics = diagnostics
        self.jobs = jobs
        self.artifacts = artifacts
    }

    public func page(_ context: PageContext) -> Page {
        let graph = JobGraph(jobs)
        let why: HTML = reason.map { "<p class=\"why\">\($0)</p>" } ?? ""
        let main: HTML = """
            <h1>\(run.title)</h1>
            <p class="state" aria-live="polite">\(run.mark.html) \
            \(Moment.taken(from: run.startedAt, to: run.finishedAt, now: context.now))\(cancelling)</p>
            \(why)
            \(wait?.html)
            \(facts(context))
            \(actions(context))
            \(DiagnosticList.html(diagnostics))
            \(graph.svg)
            \(summaries)
            \(ArtifactSummary.table(artifacts, context))
            \(jobSections(graph, context))
            """
        return Page(
            title: "\(run.mark.word): \(run.title)", main: main, live: "/live/runs/\(run.id)",
            trail: [("Repositories", "/"), (run.repository, Address.repository(run.repository))])
    }

    private var cancelling: HTML {
        isCancelling && run.state != .completed ? " <span class=\"quiet\">being cancelled</span>" : ""
    }

    /// A push to a bare repository names nobody.
    private var actor: HTML { event.actor.isEmpty ? "" : " by \(event.actor)" }

    private func facts(_ context: PageContext) -> HTML {
        let list = RunListFilter(workflow: run.workflow).address(of: run.repository)
        let decision: HTML = decision.map { "<dt>Because</dt><dd>\($0)</dd>" } ?? ""
        let attempt: HTML = attempt > 1 ? "<dt>Attempt</dt><dd>\(attempt)</dd>" : ""
        return """
            <dl class="pairs"><dt>Workflow</dt><dd><a href="\(list)">\(run.workflowName)</a> #\(run.number) \
            <code class="quiet long">\(run.workflow)</code></dd>\
            <dt>Started by</dt><dd><a href="\(Address.event(event.id))">\(event.kind)</a>\(actor), \
            \(Moment.ago(run.createdAt, now: context.now))</dd>\(decision)\
            <dt>Commit</dt><dd>\(run.origin)</dd>\(attempt)<dt>Seed</dt><dd><code>\(seed)</code></dd></dl>
            """
    }

    private func actions(_ context: PageContext) -> HTML {
        guard context.isSignedIn, !jobs.isEmpty else { return "" }
        func button(_ action: String, _ label: HTML) -> HTML {
            "<form method=\"post\" action=\"\(Address.run(run.id))/\(action)\"><button>\(label)</button></form>"
        }
        guard run.state == .completed else {
            return isCancelling ? "" : "<div class=\"actions\">\(button("cancel", "Cancel"))</div>"
        }
        let failed: HTML =
            jobs.contains { $0.conclusion?.isFailure == true } ? button("rerun-failed", "Re-run failed jobs") : ""
        return "<div class=\"actions\">\(button("rerun", "Re-run all jobs"))\(failed)</div>"
    }

    private var summaries: HTML { jobs.map(\.summarySection).joined() }

    private func jobSections(_ graph: JobGraph, _ context: PageContext) -> HTML {
        guard !jobs.isEmpty else { return "" }
        let sections = graph.nodes.values.map { node -> HTML in
            guard node.jobs.count > 1 else { return node.jobs.map { $0.section(context) }.joined() }
            return """
                <details class="matrix" id="\(node.anchor)"\(flag: "open", node.isOpen)>
                <summary><h3>\(node.id)</h3> \(node.mark.html) <span class="quiet">\(node.status)</span></summary>
                \(node.jobs.map { $0.section(context) })
                </details>

                """
        }
        return "<section aria-labelledby=\"jobs\"><h2 id=\"jobs\">Jobs</h2>\(sections)</section>"
    }
}

extension JobGraph.Node {
    /// A large matrix is folded unless one of its jobs wants a look.
    fileprivate var isOpen: Bool { jobs.count <= 8 || jobs.contains { $0.conclusion?.isFailure == true } }
}
