import Core
import JobProtocol

extension JobSummary {
    /// Annotations on a page: a hostile job makes any number.
    private static let annotationLimit = 100

    /// Its place on the run's page: state, why, steps, annotations, summary.
    func section(_ context: PageContext) -> HTML {
        let tier: HTML = tier.map { "<span class=\"tag\">\($0)</span>" } ?? ""
        let isOpen = state != .completed || conclusion?.isFailure == true
        let list =
            steps.isEmpty
            ? ""
            : "<details\(flag: "open", isOpen)><summary>\(steps.count) step\(steps.count == 1 ? "" : "s")</summary>\(stepList(context))</details>"
                as HTML
        return """
            <section class="card job" id="job-\(id.rawValue)">
            <h3><a href="\(Address.job(id))">\(name)</a></h3>
            <p class="facts">\(mark.html) \(tier) \(Moment.taken(from: startedAt, to: finishedAt, now: context.now)) \(place) \(attemptNote)</p>
            \(why)
            \(list)
            \(annotationList)
            </section>

            """
    }

    /// Under all jobs, so that a long one does not hide the others.
    var summarySection: HTML {
        guard !summary.isEmpty else { return "" }
        return "<section class=\"card summary\"><h2>\(name)</h2>\(Markdown.html(summary))</section>\n"
    }

    /// The job's page has the others.
    var attemptNote: HTML { attempt > 1 ? "<a class=\"quiet\" href=\"\(Address.job(id))\">attempt \(attempt)</a>" : "" }

    /// Where it deployed to. A job may write anything there: only an address of the web becomes a link.
    var place: HTML {
        guard let environment else { return "" }
        guard let url = Address.web(environment.url) else { return "<span class=\"tag\">\(environment.name)</span>" }
        return "<a class=\"tag\" href=\"\(url)\" rel=\"noopener noreferrer\" title=\"\(url)\">\(environment.name)</a>"
    }

    /// Why it was skipped or failed, and who vouches for it.
    var why: HTML {
        var result: HTML = reason.map { "<p class=\"why\">\($0)</p>" } ?? ""
        if let voucher {
            result += """
                <p class="why">Vouched for by <a href="\(Address.run(voucher.run))">run #\(voucher.number)</a> at \
                <code class="sha" title="\(voucher.commit.hex)">\(voucher.commit.short)</code>.</p>
                """
        }
        if let wait { result += wait.html }
        return result + traceFold
    }

    private var traceFold: HTML {
        ConditionTrace.fold(
            trace, question: question, id: "why-\(id.rawValue)", isOpen: conclusion == .skipped)
    }

    private var question: HTML {
        if conclusion == .skipped { return "Why it was skipped" }
        // A cancel may come before the `if`, or between it and the start.
        return state == .completed && attempt == 0 ? "Its if" : "Why it ran"
    }

    func stepList(_ context: PageContext, link: (Int) -> String? = { _ in nil }) -> HTML {
        let items = steps.map { step -> HTML in
            let target = link(step.index) ?? Address.job(id) + "?step=\(step.index)#log"
            let reason: HTML = step.reason.map { "<span class=\"why\">\($0)</span>" } ?? ""
            let condition = ConditionTrace.fold(
                step.trace, question: step.conclusion == .skipped ? "Why it was skipped" : "Its if",
                id: "why-\(id.rawValue)-\(step.index)", isOpen: false)
            let end: HTML =
                step.signal.map { "<span class=\"quiet\">signal \($0)</span>" }
                ?? step.exitCode.flatMap { $0 == 0 ? nil : "<span class=\"quiet\">exit code \($0)</span>" } ?? ""
            return """
                <li>\(step.mark.iconOnly) <a href="\(target)">\(step.name)</a> \(end) \
                \(Moment.taken(from: step.startedAt, to: step.finishedAt, now: context.now))\(reason)\(condition)</li>

                """
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    var annotationList: HTML {
        guard !annotations.isEmpty else { return "" }
        let items = annotations.prefix(Self.annotationLimit).map { annotation -> HTML in
            let place: HTML =
                annotation.file.map { file in
                    let line = annotation.line.map { ":\($0)" } ?? ""
                    return "<code class=\"long\">\(file + line)</code> "
                } ?? ""
            let title: HTML = annotation.title.map { "<strong>\($0)</strong> " } ?? ""
            let style = annotation.level == .error ? "failure" : annotation.level == .warning ? "warning" : "plain"
            return """
                <li class="notice \(style)"><span class="word">\(annotation.level.rawValue)</span> \(place)\(title)\
                <span class="message">\(annotation.message.cut(to: 2000))</span></li>

                """
        }
        let more = annotations.count - Self.annotationLimit
        let rest: HTML = more > 0 ? "<li class=\"quiet\">and \(more) more, in the log</li>" : ""
        return "<ul class=\"annotations\">\(items)\(rest)</ul>"
    }
}
