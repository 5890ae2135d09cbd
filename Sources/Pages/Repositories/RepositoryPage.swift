public import Core

/// `/repositories/{name}`: its runs, and how it is connected.
public struct RepositoryPage: Sendable {
    public var name: String
    public var url: String
    public var forge: String
    public var defaultBranch: String?
    public var workflowsDirectory: String
    public var fetchError: String?
    public var hasWebhookSecret: Bool
    /// The address this server is reached at, for the hook's set-up.
    public var serverURL: String
    /// Where a `post-receive` hook leaves pushes.
    public var spool: String
    public var filter: RunListFilter
    /// Suggestions for the filter's fields.
    public var branches: [String]
    public var workflows: [String]
    public var runs: [RunSummary]
    /// The `before` of the next page; nil on the last one.
    public var next: RunID?

    public init(
        name: String, url: String, forge: String, defaultBranch: String?, workflowsDirectory: String,
        fetchError: String?, hasWebhookSecret: Bool, serverURL: String, spool: String, filter: RunListFilter,
        branches: [String], workflows: [String], runs: [RunSummary], next: RunID?
    ) {
        self.name = name
        self.url = url
        self.forge = forge
        self.defaultBranch = defaultBranch
        self.workflowsDirectory = workflowsDirectory
        self.fetchError = fetchError
        self.hasWebhookSecret = hasWebhookSecret
        self.serverURL = serverURL
        self.spool = spool
        self.filter = filter
        self.branches = branches
        self.workflows = workflows
        self.runs = runs
        self.next = next
    }

    public func page(_ context: PageContext) -> Page {
        let older: HTML =
            next.map {
                "<p class=\"pager\"><a rel=\"next\" href=\"\(filter.address(of: name, before: $0))\">Older runs</a></p>"
            } ?? ""
        let list =
            runs.isEmpty
            ? (filter.isEmpty
                ? "<p class=\"quiet\">No run yet. Push a commit that a workflow in <code>\(workflowsDirectory)</code> listens to.</p>"
                : "<p class=\"quiet\">No run is like that. <a href=\"\(Address.repository(name))\">Show all</a>.</p>")
            : RunSummary.list(runs, now: context.now)
        let main: HTML = """
            <h1>\(name)</h1>
            <p class="quiet url">\(url)</p>
            \(Notice.fetchError(fetchError))
            <p class="actions"><a class="button" href="\(start)">Run \(filter.workflow == nil ? "a" : "this" as HTML) workflow…</a></p>
            <section aria-labelledby="runs"><h2 id="runs">Runs</h2>
            \(filterForm)
            \(list)
            \(older)
            </section>
            \(connection)
            """
        return Page(title: name, main: main, live: "/live", trail: [("Repositories", "/")])
    }

    private var start: String {
        Address.with(Address.dispatch(name), [("workflow", filter.workflow), ("ref", filter.branch)])
    }

    private var filterForm: HTML {
        let states = RunListFilter.Status.allCases.map { status -> HTML in
            "<option value=\"\(status.rawValue)\"\(flag: "selected", filter.status == status)>\(status.word)</option>"
        }
        func options(_ texts: [String]) -> HTML { texts.map { "<option value=\"\($0)\"></option>" as HTML }.joined() }
        return """
            <form class="filter" method="get" action="\(Address.repository(name))" role="search" aria-label="Filter the runs">
            <label>Branch or tag <input name="branch" list="branches" value="\(filter.branch ?? "")"></label>
            <label>Workflow <input name="workflow" list="workflows" value="\(filter.workflow ?? "")"></label>
            <label>State <select name="status"><option value="">any</option>\(states)</select></label>
            <datalist id="branches">\(options(branches))</datalist>
            <datalist id="workflows">\(options(workflows))</datalist>
            <button>Filter</button>
            </form>
            """
    }

    /// Where the repository is, when it is on this machine.
    private var localPath: String? {
        let path = url.hasPrefix("file://") ? String(url.dropFirst(7)) : url
        return path.hasPrefix("/") ? path : nil
    }

    private var connection: HTML {
        let hook: HTML
        switch forge {
        case "github", "gitlab", "gitea":
            let secret: HTML =
                hasWebhookSecret
                ? "the secret that the repository was added with"
                : "a secret: this repository has none yet, add it again with <code>--webhook-secret-file</code>"
            hook = """
                <p>In the forge's settings of this repository, add a webhook to \
                <code class="long">\(serverURL)/hooks/\(forge)</code> for push events, as JSON, with \(secret).</p>
                """
        default:
            hook =
                localPath.map { path -> HTML in
                    """
                    <p>On this machine, <code class="long">anneal hooks install \(path)</code> lets pushes be seen at once. \
                    Its hook leaves them in <code class="long">\(spool)</code>.</p>
                    """
                } ?? "<p>The repository is on another machine: its refs are looked at from time to time.</p>"
        }
        return """
            <details class="card"><summary>How pushes get here</summary>
            \(hook)
            <p class="quiet">Without a hook they are found when the refs are next looked at; nothing is lost.</p>
            <dl class="pairs"><dt>Forge</dt><dd>\(forge)</dd><dt>Default branch</dt><dd>\(defaultBranch ?? "not known yet")</dd>\
            <dt>Workflows</dt><dd><code>\(workflowsDirectory)</code></dd></dl>
            </details>
            """
    }
}
