public import Core

/// `/dispatch/{name}`: a form for each workflow that can be started by hand, or for the one that the address names.
public struct DispatchPage: Sendable {
    public struct Workflow: Sendable {
        /// Path of the file.
        public var path: String
        public var name: String
        public var inputs: [Input]

        public init(path: String, name: String, inputs: [Input]) {
            self.path = path
            self.name = name
            self.inputs = inputs
        }
    }

    public var repository: String
    /// The branch or tag whose workflows these are, and on which they are started.
    public var ref: String
    /// Suggestions for it.
    public var refs: [String]
    public var workflows: [Workflow]
    /// Only one workflow is shown though there may be others.
    public var isNarrowed: Bool
    /// Of files that cannot be read.
    public var diagnostics: [Diagnostic]
    /// Why nothing was started.
    public var refusal: String?

    public init(
        repository: String, ref: String, refs: [String] = [], workflows: [Workflow], isNarrowed: Bool = false,
        diagnostics: [Diagnostic], refusal: String? = nil
    ) {
        self.repository = repository
        self.ref = ref
        self.refs = refs
        self.workflows = workflows
        self.isNarrowed = isNarrowed
        self.diagnostics = diagnostics
        self.refusal = refusal
    }

    /// What a form's field of an input is called.
    public static let inputPrefix = "input."

    public func page(_ context: PageContext) -> Page {
        let forms = workflows.enumerated().map { form($1, number: $0, context) }
        let others: HTML =
            isNarrowed
            ? "<p><a href=\"\(Address.with(Address.dispatch(repository), [("ref", ref)]))\">All workflows</a></p>" : ""
        let main: HTML = """
            <h1>Run a workflow</h1>
            \(refusal.map { Notice.error("<strong>Nothing was started.</strong> \($0)") })
            \(refForm)
            \(forms.isEmpty ? none : forms.joined())
            \(others)
            \(DiagnosticList.html(diagnostics))
            """
        return Page(
            title: "Run a workflow of \(repository)", main: main,
            trail: [("Repositories", "/"), (repository, Address.repository(repository))])
    }

    private var none: HTML {
        """
        <p>No workflow on <code class="long">\(ref)</code> can be started by hand. Add this to one:</p>
        <pre><code>on:
          workflow_dispatch:</code></pre>
        """
    }

    /// The inputs are those of the workflow as it is there, so that is chosen first.
    private var refForm: HTML {
        let options = refs.map { "<option value=\"\($0)\"></option>" as HTML }
        let narrowed: HTML =
            isNarrowed
            ? workflows.map { "<input type=\"hidden\" name=\"workflow\" value=\"\($0.path)\">" }.joined() : ""
        return """
            <form class="filter" method="get" action="\(Address.dispatch(repository))">\(narrowed)
            <label>Branch or tag <input name="ref" list="refs" value="\(ref)" required></label>
            <datalist id="refs">\(options)</datalist>
            <button>Show its workflows</button>
            </form>
            """
    }

    private func form(_ workflow: Workflow, number: Int, _ context: PageContext) -> HTML {
        let fields = workflow.inputs.enumerated().map { $1.field(id: "w\(number)-i\($0)") }
        let isStarred = workflow.inputs.contains(where: \.isRequired)
        let note: HTML = isStarred ? "<p class=\"plain quiet\">* has to be given</p>\n" : ""
        let here = Address.with(Address.dispatch(repository), [("ref", ref)])
        let button: HTML =
            context.isSignedIn
            ? "<button class=\"main\">Run</button>"
            : "<p class=\"plain quiet\"><a href=\"\(Address.with("/sign-in", [("to", here)]))\">Sign in</a> to run it.</p>"
        return """
            <form class="card dispatch" method="post" action="\(Address.dispatch(repository))">
            <h2>\(workflow.name)</h2>
            <p class="quiet"><code class="long">\(workflow.path)</code> on <code class="long">\(ref)</code></p>
            <input type="hidden" name="workflow" value="\(workflow.path)">
            <input type="hidden" name="ref" value="\(ref)">
            \(fields)
            \(note)\(button)
            </form>

            """
    }
}
