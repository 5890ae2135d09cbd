import Core
public import JobProtocol

/// `/jobs/{id}`: a job's steps and its log.
public struct JobPage: Sendable {
    /// What of the log is shown.
    public enum LogPart: Sendable {
        /// The job has not started, or its log is gone.
        case none
        case window(LogWindow, isTail: Bool)
        /// - Parameter rest: the line to search on from, when the search stopped before the end.
        case matches([LogWindow.Line], query: String, rest: Int?)
    }

    public var job: JobSummary
    public var run: RunSummary
    /// The attempt that is shown: its state, steps, summary and log.
    public var attempt: Int
    /// The latest one.
    public var lastAttempt: Int
    /// The machine it ran on.
    public var host: HostFacts?
    public var log: LogPart

    public init(
        job: JobSummary, run: RunSummary, attempt: Int, lastAttempt: Int, host: HostFacts? = nil, log: LogPart
    ) {
        self.job = job
        self.run = run
        self.attempt = attempt
        self.lastAttempt = lastAttempt
        self.host = host
        self.log = log
    }

    public func page(_ context: PageContext) -> Page {
        let main: HTML = """
            <h1>\(job.name)</h1>
            <p class="state" aria-live="polite">\(job.mark.html) \
            \(Moment.taken(from: job.startedAt, to: job.finishedAt, now: context.now)) \(job.place) \(attempts)</p>
            \(machine)
            \(job.why)
            \(job.annotationList)
            \(stepFold(context))
            \(job.summarySection)
            <section class="logs" aria-labelledby="log"><h2 id="log">Log</h2>
            \(searchForm)
            \(logHTML)
            </section>
            """
        return Page(
            title: "\(job.mark.word): \(job.name)", main: main, live: "/live/runs/\(run.id)",
            trail: [
                ("Repositories", "/"), (run.repository, Address.repository(run.repository)),
                (run.title, Address.run(run.id))
            ])
    }

    private var isLive: Bool { job.state != .completed && attempt == lastAttempt }

    private var machine: HTML {
        guard let host else { return "" }
        let cores: HTML = host.cores == 1 ? "1 core" : "\(host.cores) cores"
        let memory: HTML = host.memoryBytes > 0 ? ", \(host.memoryBytes >> 20) MiB" : ""
        return "<p class=\"quiet\">on \(host.hostname): \(host.system), \(host.processor), \(cores)\(memory)</p>"
    }

    /// Older ones are found by their number in the address.
    private static let attemptLinks = 50

    private func address(_ query: [(String, String?)]) -> String {
        Address.with(
            Address.job(job.id), (attempt == lastAttempt ? [] : [("attempt", String(attempt))]) + query)
    }

    private var attempts: HTML {
        guard lastAttempt > 1 else { return "" }
        let links = (max(1, lastAttempt - Self.attemptLinks + 1)...lastAttempt).map { number -> HTML in
            number == attempt
                ? "<strong aria-current=\"page\">\(number)</strong> "
                : "<a href=\"\(Address.with(Address.job(job.id), [("attempt", String(number))]))\">\(number)</a> "
        }
        return "<span class=\"quiet\">attempt</span> \(links)"
    }

    private func stepFold(_ context: PageContext) -> HTML {
        guard !job.steps.isEmpty else { return "" }
        let list = job.stepList(context) { address([("step", String($0))]) + "#log" }
        return "<details class=\"card\" open><summary>Steps</summary>\(list)</details>"
    }

    private var searchForm: HTML {
        if case .none = log { return "" }
        var query = ""
        if case .matches(_, let text, _) = log { query = text }
        let older: HTML =
            attempt == lastAttempt ? "" : "<input type=\"hidden\" name=\"attempt\" value=\"\(attempt)\">"
        return """
            <form class="filter" method="get" action="\(Address.job(job.id))" role="search" aria-label="Search the log">
            \(older)<label>Search <input type="search" name="q" value="\(query)" maxlength="200" required></label>
            <button>Search</button>
            <a href="\(Address.rawLog(job.id, attempt: attempt))">Raw</a>
            </form>
            """
    }

    private func raw(_ line: Int) -> String { Address.rawLog(job.id, attempt: attempt) + "&from=\(line)&lines=1" }

    private var logHTML: HTML {
        switch log {
        case .none:
            return isLive ? "<p class=\"quiet\">Nothing yet.</p>" : "<p class=\"quiet\">There is no log.</p>"
        case .window(let window, let isTail): return html(window, isTail: isTail)
        case .matches(let lines, let query, let rest): return html(lines, query: query, rest: rest)
        }
    }

    private func html(_ window: LogWindow, isTail: Bool) -> HTML {
        let grows = isLive && isTail
        let live: HTML =
            grows
            ? " data-follow data-live=\"/live/jobs/\(job.id.rawValue)/log?from=\(window.size)\"" : ""
        let lines = window.html(
            link: { line in
                window.isWhole && !grows ? "#L\(line)" : address([("from", String(window.first))]) + "#L\(line)"
            }, raw: raw, isLive: grows)
        guard window.total > 0 else { return "<p class=\"quiet\"\(live)>Nothing yet.</p>" }
        return """
            \(pager(window))
            <div class="log"\(live)>
            \(lines)</div>
            \(pager(window))
            """
    }

    private func pager(_ window: LogWindow) -> HTML {
        guard !window.isWhole else { return "" }
        func link(_ from: Int?, _ label: HTML, _ isThere: Bool) -> HTML {
            guard isThere else { return "<span class=\"off\">\(label)</span> " }
            return "<a href=\"\(address([("from", from.map(String.init))]))#log\">\(label)</a> "
        }
        let count = LogWindow.lineCount
        return """
            <nav class="pager" aria-label="Parts of the log">\(link(1, "First", window.first > 1))\
            \(link(max(1, window.first - count), "Earlier", window.first > 1))\
            \(link(window.last + 1, "Later", window.last < window.total))\
            \(link(nil, "Last", window.last < window.total)) \
            <span class="quiet">lines \(window.first) to \(window.last) of \(window.total)</span></nav>
            """
    }

    private func html(_ lines: [LogWindow.Line], query: String, rest: Int?) -> HTML {
        let more: HTML =
            rest.map {
                "<p class=\"pager\"><a href=\"\(address([("q", query), ("from", String($0))]))#log\">Search on from line \($0)</a></p>"
            } ?? ""
        let count: HTML = lines.isEmpty ? "No line" : "\(lines.count) line\(lines.count == 1 ? "" : "s")"
        let window = LogWindow(lines: lines, total: 0, size: 0)
        let found =
            lines.isEmpty
            ? "" : "<div class=\"log\">\(window.html(link: context, raw: raw, isLive: false))</div>" as HTML
        return """
            <p role="status">\(count) with <q>\(query)</q>\(rest == nil ? "" : " so far" as HTML). <a href="\(address([]))#log">Whole log</a></p>
            \(found)
            \(more)
            """
    }

    /// A match in the middle of its surroundings.
    private func context(_ line: Int) -> String { address([("from", String(max(1, line - 50)))]) + "#L\(line)" }
}
