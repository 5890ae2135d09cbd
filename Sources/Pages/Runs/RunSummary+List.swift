import Core

extension RunSummary {
    /// Newest first, as handed in.
    static func list(_ runs: [RunSummary], now: Timestamp) -> HTML {
        let items = runs.map { run -> HTML in
            """
            <li class="run" id="run-\(run.id.rawValue)">
            \(run.mark.html)
            <a class="title" href="\(Address.run(run.id))">\(run.title)</a>
            <span class="facts"><span class="workflow" title="\(run.workflow)">\(run.workflowName) #\(run.number)</span>
            \(run.origin)
            \(Moment.ago(run.createdAt, now: now)) \(Moment.taken(from: run.startedAt, to: run.finishedAt, now: now))</span>
            </li>

            """
        }
        return "<ol class=\"runs\">\(items)</ol>"
    }

    /// Branch or tag, and commit.
    var origin: HTML {
        let ref: HTML = ref.map { "<span class=\"ref\" title=\"\($0.name)\">\($0.short)</span>" } ?? ""
        let commit: HTML = sha.map { "<code class=\"sha\" title=\"\($0.hex)\">\($0.short)</code>" } ?? ""
        return ref + " " + commit
    }
}
