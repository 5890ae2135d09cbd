import Core

/// `/`: every repository with its last runs.
public struct HomePage: Sendable {
    public struct Repository: Sendable {
        public var name: String
        public var url: String
        public var fetchError: String?
        /// Newest first.
        public var runs: [RunSummary]

        public init(name: String, url: String, fetchError: String?, runs: [RunSummary]) {
            self.name = name
            self.url = url
            self.fetchError = fetchError
            self.runs = runs
        }
    }

    public var repositories: [Repository]

    public init(repositories: [Repository]) {
        self.repositories = repositories
    }

    public func page(_ context: PageContext) -> Page {
        let cards = repositories.map { repository -> HTML in
            let runs =
                repository.runs.isEmpty
                ? "<p class=\"quiet\">No run yet: push a commit, or <a href=\"\(Address.dispatch(repository.name))\">start a workflow by hand</a>.</p>"
                : RunSummary.list(repository.runs, now: context.now)
            return """
                <section class="card" id="repository-\(repository.name)">
                <h2><a href="\(Address.repository(repository.name))">\(repository.name)</a></h2>
                <p class="quiet url">\(repository.url)</p>
                \(Notice.fetchError(repository.fetchError))
                \(runs)
                </section>

                """
        }
        let main: HTML = "<h1>Repositories</h1>\n" + (cards.isEmpty ? Self.firstSteps : cards.joined())
        return Page(title: "Repositories", main: main, live: "/live")
    }

    private static var firstSteps: HTML {
        """
        <section class="card">
        <h2>Nothing is watched yet</h2>
        <p>On this machine, take a repository in:</p>
        <pre><code>anneal repo add my-model /path/to/my-model.git</code></pre>
        <p>Give it a workflow, in a clone of it:</p>
        <pre><code>anneal init
        git add .anneal &amp;&amp; git commit -m "Run the tests with Anneal" &amp;&amp; git push</code></pre>
        <p>Let pushes be seen at once instead of at the next look (for a bare repository on this machine):</p>
        <pre><code>anneal hooks install /path/to/my-model.git</code></pre>
        <p>The first push starts the first run, and it appears here by itself.</p>
        </section>
        """
    }
}
