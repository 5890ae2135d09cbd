/// What history says. Everything is optional: what is not known never stops a job from running.
public struct PlanFacts: Hashable, Sendable {
    /// nil when not known or not applicable, as for tags: path filters are not evaluated then.
    public var changes: ChangedPaths?
    /// What the workflows call.
    public var callees: Callees
    /// Answers to ``Plan/gates``; a question without an answer opens the gate.
    public var vouchers: [GateKey: Voucher]
    /// `github.run_number` that a run of a workflow file will have, by path.
    public var runNumbers: [String: Int]
    /// The message of the commit pushed, or of a pull request's head.
    public var headMessage: String?
    /// Where the event's workflows run, for a person: `on the merge of 'topic' into 'main', …`; nil = on its own reference.
    public var place: String?
    /// Why there is no commit to run on, when the event has none.
    public var absence: String?
    /// The event brings a stranger's code, which gets none of the server's secrets.
    public var withholdsSecrets: Bool
    /// `github.server_url`.
    public var serverURL: String

    public init(
        changes: ChangedPaths? = nil, callees: Callees = Callees(), vouchers: [GateKey: Voucher] = [:],
        runNumbers: [String: Int] = [:],
        headMessage: String? = nil, place: String? = nil, absence: String? = nil, withholdsSecrets: Bool = false,
        serverURL: String = ""
    ) {
        self.changes = changes
        self.callees = callees
        self.vouchers = vouchers
        self.runNumbers = runNumbers
        self.headMessage = headMessage
        self.place = place
        self.absence = absence
        self.withholdsSecrets = withholdsSecrets
        self.serverURL = serverURL
    }
}
