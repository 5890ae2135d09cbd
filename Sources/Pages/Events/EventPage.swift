public import Core

/// `/events/{id}`: one event, what each workflow did with it, and how it was delivered.
public struct EventPage: Sendable {
    public struct Verdict: Sendable {
        public var decision: Decision
        public var run: RunSummary?

        public init(decision: Decision, run: RunSummary?) {
            self.decision = decision
            self.run = run
        }
    }

    public struct Delivery: Sendable {
        public var forge: String
        public var name: String
        public var kind: String
        public var verdict: String
        public var detail: String?
        public var receivedAt: Timestamp
        /// Bytes of the body.
        public var size: Int
        public var headers: [String: String]

        public init(
            forge: String, name: String, kind: String, verdict: String, detail: String?, receivedAt: Timestamp,
            size: Int, headers: [String: String]
        ) {
            self.forge = forge
            self.name = name
            self.kind = kind
            self.verdict = verdict
            self.detail = detail
            self.receivedAt = receivedAt
            self.size = size
            self.headers = headers
        }
    }

    public var event: EventItem
    /// Inputs of a dispatch, by name.
    public var inputs: [(name: String, text: String)]
    public var verdicts: [Verdict]
    public var delivery: Delivery?

    public init(
        event: EventItem, inputs: [(name: String, text: String)], verdicts: [Verdict], delivery: Delivery?
    ) {
        self.event = event
        self.inputs = inputs
        self.verdicts = verdicts
        self.delivery = delivery
    }

    public func page(_ context: PageContext) -> Page {
        let replay: HTML =
            context.isSignedIn
            ? """
            <form method="post" action="\(Address.event(event.id))/replay"><button>Replay</button>
            <span class="quiet">decides the same event once more, as a new one</span></form>
            """ : ""
        let failure = event.error.map { Notice.error("<strong>It could not be decided.</strong> \($0)") } ?? ""
        let main: HTML = """
            <h1>\(event.kind) #\(event.id.rawValue)</h1>
            <p class="state" aria-live="polite">\(event.mark.html)</p>
            \(failure)
            \(facts(context))
            \(replay)
            <section aria-labelledby="decisions"><h2 id="decisions">Decisions</h2>\(decisions)</section>
            \(deliveryDetails(context))
            """
        return Page(
            title: "Event \(event.id)", main: main, live: event.state == "received" ? "/live" : nil,
            trail: [("Events", "/events"), (event.repository, Address.repository(event.repository))])
    }

    private func facts(_ context: PageContext) -> HTML {
        func row(_ name: HTML, _ value: HTML?) -> HTML { value.map { "<dt>\(name)</dt><dd>\($0)</dd>" } ?? "" }
        let inputs = inputs.map { input -> HTML in "<code class=\"long\">\(input.name)=\(input.text)</code> " }
        return """
            <dl class="pairs">\(row("Repository", "<a href=\"\(Address.repository(event.repository))\">\(event.repository)</a>"))\
            \(row("Reference", event.ref.map { "<code class=\"long\">\($0.name)</code>" }))\
            \(row("Before", event.before.map { "<code class=\"long\">\($0.hex)</code>" }))\
            \(row("After", event.after.map { "<code class=\"long\">\($0.hex)</code>" }))\
            \(row("By", event.actor.isEmpty ? nil : "\(event.actor)"))\(row("Came by", "\(event.source)"))\
            \(row("Received", Moment.ago(event.receivedAt, now: context.now)))\
            \(row("Inputs", inputs.isEmpty ? nil : inputs.joined()))</dl>
            """
    }

    private var decisions: HTML {
        guard !verdicts.isEmpty else {
            return event.state == "received" ? "<p class=\"quiet\">Being decided.</p>" : "<p class=\"quiet\">None.</p>"
        }
        let items = verdicts.map { verdict -> HTML in
            let decision = verdict.decision
            let place = decision.position.map { ":\($0.line):\($0.column)" } ?? ""
            let rule: HTML = decision.rule.map { "<code>\($0)</code> " } ?? ""
            let run: HTML =
                verdict.run.map { "<p>\($0.mark.html) <a href=\"\(Address.run($0.id))\">\($0.title)</a></p>" } ?? ""
            return """
                <li class="decision \(decision.verdict.style)"><p><span class="tag">\(decision.verdict.rawValue)</span>
                <code class="long">\((decision.workflow ?? "the event as a whole") + place)</code></p>
                <p>\(rule)\(decision.reason)</p>\(run)</li>

                """
        }
        return "<ul class=\"decisions\">\(items)</ul>"
    }

    private func deliveryDetails(_ context: PageContext) -> HTML {
        guard let delivery else { return "" }
        let headers = delivery.headers.sorted { $0.key < $1.key }.map { name, value -> HTML in
            let shown: HTML = Self.isSecret(name) ? "<em>hidden</em>" : "\(String(value.prefix(500)))"
            return "<dt>\(name)</dt><dd><code class=\"long\">\(shown)</code></dd>"
        }
        let detail: HTML = delivery.detail.map { "<p>\($0)</p>" } ?? ""
        return """
            <section aria-labelledby="delivery"><h2 id="delivery">Delivery</h2>
            <p><span class="tag">\(delivery.verdict)</span> \(delivery.forge) · \(delivery.kind) · \
            <code class="long">\(delivery.name)</code> · \(delivery.size) bytes · \
            \(Moment.ago(delivery.receivedAt, now: context.now))</p>\(detail)
            <details><summary>Headers</summary><dl class="pairs">\(headers)</dl></details></section>
            """
    }

    /// Shared secrets that forges send as they are, and signatures, which nobody needs to read.
    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["token", "secret", "signature", "authorization", "cookie", "password", "api-key"]
            .contains { name.contains($0) }
    }
}

extension Decision.Verdict {
    var style: String {
        switch self {
        case .matched: "success"
        case .invalid, .refused: "failure"
        case .filtered, .ignored, .duplicate: "muted"
        }
    }
}
