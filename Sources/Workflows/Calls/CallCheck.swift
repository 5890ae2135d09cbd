public import Core
public import OrderedCollections

/// What can be said of a workflow's calls before it runs: that each callee is there and sound, takes what it is given, gets
/// what it needs, gives what is read of it, asks for no more than its caller may, and that the calls come to an end. The
/// linter and the planner ask the same.
///
/// Each file is looked at once, however many ways lead to it: ten files that call each other a thousand times each are
/// soon written.
public struct CallCheck {
    /// GitHub counts the workflow that begins.
    public static let levelLimit = 10
    /// Different workflows that one run may call.
    public static let countLimit = 50
    /// After this many, nobody reads on.
    private static let maximumFindings = YAMLParser.maximumFindings

    /// All in the workflow that was checked, at its calls, also when what is wrong is further down.
    public private(set) var findings: [Diagnostic] = []
    /// What it calls, directly or not, in the order of the calls.
    public var used: OrderedSet<CalleeID> { callees.keys }

    private let root: Workflow
    private let resolve: (CalleeID) -> Callee
    private var callees: OrderedDictionary<CalleeID, Callee> = [:]
    private var interfaces: [CalleeID: CallInterface] = [:]
    /// Inputs that become parts of scripts, there or further down.
    var scriptInputs: [CalleeID: Set<String>] = [:]
    private var graph = DirectedGraph<CalleeID?>()
    /// Of each file, in its own places; nil is the workflow that is checked.
    private var problems: [CalleeID?: [Diagnostic]] = [:]
    private var problemCount = 0
    private var hasTooMany = false

    /// - Parameter resolve: asked once for each callee.
    public init(_ workflow: Workflow, resolve: @escaping (CalleeID) -> Callee) {
        (root, self.resolve) = (workflow, resolve)
        graph.add(nil)
        visit(workflow, as: nil, path: [])
        if let order = graph.topologicalOrder() {
            checkLevels(order)
            checkPermissions(order)
        }
        gather()
    }

    // MARK: From file to file

    func workflow(_ id: CalleeID?) -> Workflow? { id.map { callees[$0]?.workflow } ?? root }

    func calls(of id: CalleeID?) -> [(job: JobDefinition, call: WorkflowCall, callee: CalleeID)] {
        (workflow(id)?.jobs.values.elements ?? []).compactMap { job in
            job.call.map { (job, $0, CalleeID($0.reference.content, in: id)) }
        }
    }

    private mutating func visit(_ workflow: Workflow, as id: CalleeID?, path: [CalleeID]) {
        for (_, call, callee) in calls(of: id) {
            let position = call.reference.position
            if let start = path.firstIndex(of: callee) {
                let cycle = (path[start...] + [callee]).map(\.description).joined(separator: " calls ")
                add(
                    .brokenCall, "workflows call each other without an end: \(cycle)",
                    help: "Remove one of these calls.", to: id, at: position)
                graph.addEdge(from: id, to: callee)
                continue
            }
            if callees[callee] == nil {
                guard callees.count < Self.countLimit else {
                    if !hasTooMany {
                        add(
                            .brokenCall, "more than \(Self.countLimit) different workflows are called",
                            help: "Put some of them together.", to: id, at: position)
                    }
                    hasTooMany = true
                    continue
                }
                let found = resolve(callee)
                callees[callee] = found
                if let workflow = found.workflow {
                    interfaces[callee] = workflow.triggers.workflowCall.map(CallInterface.init)
                    visit(workflow, as: callee, path: path + [callee])
                    scriptInputs[callee] = scriptInputs(of: workflow, callee)
                }
            }
            graph.addEdge(from: id, to: callee)
            check(call, of: callee, in: id)
        }
        checkOutputs(workflow, as: id)
    }

    private mutating func check(_ call: WorkflowCall, of callee: CalleeID, in id: CalleeID?) {
        let position = call.reference.position
        switch callees[callee] {
        case .missing(let reason):
            let help = callee.remote == nil ? "Write its path as seen from the repository's root." : nil
            add(.brokenCall, "\(callee) \(reason)", help: help, to: id, at: position)
        case .broken(let first):
            let place = first.map { " in line \($0.position.line): \($0.message)" } ?? ""
            add(.brokenCall, "\(callee) has an error\(place)", help: "Mend it there.", to: id, at: position)
        case .workflow:
            guard let interface = interfaces[callee] else {
                return add(
                    .brokenCall, "\(callee) cannot be called: its 'on' has no workflow_call",
                    help: "Add 'workflow_call' to its 'on'.", to: id, at: position)
            }
            checkInputs(call, interface, callee, in: id)
            checkSecrets(call, interface, callee, in: id)
            checkInjections(call, callee, in: id)
        case .unknown, nil: return
        }
    }

    private mutating func checkOutputs(_ workflow: Workflow, as id: CalleeID?) {
        for use in workflow.callOutputUses {
            guard let call = workflow.jobs[use.job]?.call else { continue }
            let callee = CalleeID(call.reference.content, in: id)
            guard let outputs = interfaces[callee]?.outputs, outputs[use.output.lowercased()] == nil else { continue }
            let known = outputs.values.map(\.name.content)
            add(
                .undefinedOutput, "\(callee) has no output '\(use.output.prefix(80))'",
                help: near(use.output, known)
                    ?? (known.isEmpty ? "Declare it there under 'on.workflow_call.outputs'." : "\(list(known))."),
                to: id, at: use.position)
        }
    }

    /// - Parameter order: each file after all that call it.
    private mutating func checkLevels(_ order: [CalleeID?]) {
        var levels: [CalleeID?: Int] = [nil: 1]
        for id in order {
            let level = levels[id] ?? 1
            for (_, call, callee) in calls(of: id) {
                if level == Self.levelLimit {
                    return add(
                        .brokenCall,
                        "\(callee) is nested deeper than \(Self.levelLimit) levels, the first file's included",
                        help: "Let a file further up call it.", to: id, at: call.reference.position)
                }
                levels[callee] = max(levels[callee] ?? 0, level + 1)
            }
        }
    }

    /// What is wrong further down is said at the call that leads there.
    private mutating func gather() {
        var told: [CalleeID: String] = [:]
        findings = problems[nil] ?? []
        for (_, call, callee) in calls(of: nil) where findings.count < Self.maximumFindings {
            guard let problem = firstProblem(of: callee, &told) else { continue }
            findings.append(
                Diagnostic(
                    rule: Rule.brokenCall.rawValue, "\(callee) has an error \(problem)", help: "Mend it there.",
                    file: root.path, at: call.reference.position))
        }
        findings = findings.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }

    /// - Parameter told: empty for those that are known to have none.
    private func firstProblem(of id: CalleeID, _ told: inout [CalleeID: String]) -> String? {
        if let known = told[id] { return known.isEmpty ? nil : known }
        // In a cycle of calls this is what is known of the file when the way comes back to it.
        told[id] = ""
        var text = ""
        if let own = problems[id]?.min(by: { $0.position < $1.position }) {
            text = "in line \(own.position.line): \(own.message)"
        } else {
            for (_, call, callee) in calls(of: id) {
                guard let inner = firstProblem(of: callee, &told) else { continue }
                text = "in line \(call.reference.position.line): \(callee) has an error \(inner)"
                break
            }
        }
        told[id] = text
        return text.isEmpty ? nil : text
    }

    // MARK: Findings

    /// - Parameter id: the file in which it is.
    mutating func add(
        _ rule: Rule, _ message: String, help: String? = nil, to id: CalleeID?, at position: SourcePosition
    ) {
        // The first one of each file is kept whatever there was before: that there is one decides about those that call it.
        guard problemCount < Self.maximumFindings || problems[id] == nil else { return }
        problemCount += 1
        let file = workflow(id)?.path ?? root.path
        problems[id, default: []].append(
            Diagnostic(rule: rule.rawValue, message, help: help, file: file, at: position))
    }

    /// "Did you mean …", as long as few names are known and few hints were given.
    func near(_ name: String, _ known: [String]) -> String? {
        guard known.count <= 200, problemCount <= 100 else { return nil }
        return Suggestion.nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
    }

    /// `It has 'a', 'b'`
    func list(_ known: [String]) -> String {
        "It has " + known.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (known.count > 20 ? ", …" : "")
    }
}
