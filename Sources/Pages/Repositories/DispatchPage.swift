public import Core

/// `/dispatch/{name}`: a form for each workflow that can be started by hand.
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

    public struct Input: Sendable {
        public enum Kind: Sendable {
            case text, number, flag
            case choice([String])
        }
        public var name: String
        public var kind: Kind
        public var description: String?
        public var isRequired: Bool
        public var defaultText: String

        public init(name: String, kind: Kind, description: String?, isRequired: Bool, defaultText: String) {
            self.name = name
            self.kind = kind
            self.description = description
            self.isRequired = isRequired
            self.defaultText = defaultText
        }
    }

    public var repository: String
    /// The branch whose workflows these are.
    public var ref: String
    public var workflows: [Workflow]
    /// Of files that cannot be read.
    public var diagnostics: [Diagnostic]

    public init(repository: String, ref: String, workflows: [Workflow], diagnostics: [Diagnostic]) {
        self.repository = repository
        self.ref = ref
        self.workflows = workflows
        self.diagnostics = diagnostics
    }

    /// What a form's field of an input is called.
    public static let inputPrefix = "input."

    public func page(_ context: PageContext) -> Page {
        let forms = workflows.enumerated().map { form($1, number: $0, context) }
        let main: HTML = """
            <h1>Run a workflow</h1>
            \(DiagnosticList.html(diagnostics))
            \(forms.isEmpty ? none : forms.joined())
            """
        return Page(
            title: "Run a workflow of \(repository)", main: main,
            trail: [("Repositories", "/"), (repository, Address.repository(repository))])
    }

    private var none: HTML {
        """
        <p>No workflow on <code>\(ref)</code> can be started by hand. Add this to one:</p>
        <pre><code>on:
          workflow_dispatch:</code></pre>
        """
    }

    private func form(_ workflow: Workflow, number: Int, _ context: PageContext) -> HTML {
        let fields = workflow.inputs.enumerated().map { field($1, id: "w\(number)-i\($0)") }
        let button: HTML =
            context.isSignedIn
            ? "<button class=\"main\">Run</button>"
            : "<p class=\"quiet\"><a href=\"\(Address.with("/sign-in", [("to", Address.dispatch(repository))]))\">Sign in</a> to run it.</p>"
        return """
            <form class="card dispatch" method="post" action="\(Address.dispatch(repository))">
            <h2>\(workflow.name)</h2>
            <p class="quiet"><code>\(workflow.path)</code></p>
            <input type="hidden" name="workflow" value="\(workflow.path)">
            <p><label for="w\(number)-ref">Branch or tag</label> <input id="w\(number)-ref" name="ref" value="\(ref)" required></p>
            \(fields)
            \(button)
            </form>

            """
    }

    private func field(_ input: Input, id: String) -> HTML {
        let name = Self.inputPrefix + input.name
        let star: HTML = input.isRequired ? " <span title=\"required\">*</span>" : ""
        let label: HTML = "<label for=\"\(id)\">\(input.name)\(star)</label>"
        let help: HTML =
            input.description.map { "<span class=\"quiet\" id=\"\(id)-help\">\($0)</span>" } ?? ""
        let described: HTML = input.description == nil ? "" : " aria-describedby=\"\(id)-help\""
        let control: HTML
        switch input.kind {
        case .text:
            control =
                "<input id=\"\(id)\" name=\"\(name)\" value=\"\(input.defaultText)\"\(described)\(flag: "required", input.isRequired)>"
        case .number:
            control =
                "<input type=\"number\" step=\"any\" id=\"\(id)\" name=\"\(name)\" value=\"\(input.defaultText)\"\(described)\(flag: "required", input.isRequired)>"
        case .flag:
            // A box that is not ticked sends nothing: the hidden field before it says false then.
            control =
                "<input type=\"hidden\" name=\"\(name)\" value=\"false\"><input type=\"checkbox\" id=\"\(id)\" name=\"\(name)\" value=\"true\"\(described)\(flag: "checked", input.defaultText == "true")>"
        case .choice(let choices):
            let options = choices.map { choice -> HTML in
                "<option\(flag: "selected", choice == input.defaultText)>\(choice)</option>"
            }
            control = "<select id=\"\(id)\" name=\"\(name)\"\(described)>\(options)</select>"
        }
        return "<p>\(label) \(control) \(help)</p>\n"
    }
}
