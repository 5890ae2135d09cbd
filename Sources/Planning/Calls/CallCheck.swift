import Core
import OrderedCollections
import Workflows

/// What can be said of a workflow's calls before it runs: that each callee is there and sound, takes what it is given and
/// gets what it needs, and that the calls come to an end.
struct CallCheck {
    let callees: Callees
    private(set) var used: OrderedSet<CalleeID> = []

    init(_ callees: Callees) {
        self.callees = callees
    }

    /// - Throws: ``PlanningError`` at the call in `workflow`, even when what is wrong is further down.
    mutating func check(_ workflow: Workflow) throws(PlanningError) {
        for job in workflow.jobs.values {
            guard let call = job.call else { continue }
            let allowed = (job.permissions ?? workflow.permissions)?.content
            try check(call, in: nil, path: [], allowed: allowed, at: call.reference.position)
        }
    }

    private mutating func check(
        _ call: WorkflowCall, in base: CalleeID?, path: [CalleeID], allowed: Permissions?, at position: SourcePosition
    ) throws(PlanningError) {
        let id = CalleeID(call.reference.content, in: base)
        let place = Place(id: id, path: path, position: position)
        if let start = path.firstIndex(of: id) {
            let cycle = (path[start...] + [id]).map(\.description).joined(separator: " calls ")
            throw PlanningError(.call, "workflows call each other without an end: \(cycle)", at: position)
        }
        guard path.count + 2 <= Callees.levelLimit else {
            throw place.refuse("is nested deeper than \(Callees.levelLimit) levels, this file's included")
        }
        used.append(id)
        guard used.count <= Callees.countLimit else {
            throw PlanningError(
                .call, "more than \(Callees.countLimit) different workflows are called", at: position)
        }
        let workflow = try callee(place)
        guard let trigger = workflow.triggers.workflowCall else {
            throw place.refuse("cannot be called: its 'on' has no workflow_call")
        }
        try checkArguments(call, trigger, place)
        try checkSecrets(call, trigger, place)
        for job in workflow.jobs.values {
            let asked = (job.permissions ?? workflow.permissions)?.content
            try checkPermissions(of: job.id.content, asked, allowed, place)
            guard let next = job.call else { continue }
            try check(next, in: id, path: path + [id], allowed: asked ?? allowed, at: position)
        }
    }

    /// A call, and how the run's own file comes to it.
    private struct Place {
        let id: CalleeID
        let path: [CalleeID]
        let position: SourcePosition

        func refuse(_ problem: String) -> PlanningError {
            let callers = path.reversed().map(\.description).joined(separator: ", which is called by ")
            let way = path.isEmpty ? "" : ", called by \(callers),"
            return PlanningError(.call, "\(id)\(way) \(problem)", at: position)
        }
    }

    private func callee(_ place: Place) throws(PlanningError) -> Workflow {
        switch callees.entries[place.id] {
        case nil: throw place.refuse("was not looked for")
        case .missing(let reason): throw place.refuse(reason)
        case .file(let file):
            guard let workflow = file.valid else {
                let first = file.errors.min { $0.position < $1.position }
                throw place.refuse(
                    first.map { "has an error in line \($0.position.line): \($0.message)" } ?? "cannot be read")
            }
            return workflow
        }
    }

    private func checkArguments(
        _ call: WorkflowCall, _ trigger: CallTrigger, _ place: Place
    ) throws(PlanningError) {
        let given = call.arguments.map(\.name.content)
        let declared = trigger.inputs.map(\.name.content)
        if let stray = given.first(where: { name in !declared.contains { $0.equalsIgnoringCase(name) } }) {
            let all = declared.map { "'\($0)'" }.joined(separator: ", ")
            throw place.refuse(
                "has no input '\(stray.quotedForPeople)'; \(all.isEmpty ? "it has none" : "it has \(all)")")
        }
        for input in trigger.inputs where input.isRequired {
            let name = input.name.content
            guard !given.contains(where: { $0.equalsIgnoringCase(name) }) else { continue }
            throw place.refuse("requires the input '\(name)', and 'with' does not give it")
        }
    }

    private func checkSecrets(
        _ call: WorkflowCall, _ trigger: CallTrigger, _ place: Place
    ) throws(PlanningError) {
        var entries: [EnvironmentEntry] = []
        switch call.secrets?.content {
        case .inherit: return
        case .map(let map): entries = map
        case nil: break
        }
        guard !entries.contains(where: \.isInsertion) else { return }
        let given = entries.map(\.name.content)
        let declared = trigger.secrets.map(\.name.content)
        if let stray = given.first(where: { name in !declared.contains { $0.equalsIgnoringCase(name) } }) {
            throw place.refuse("takes no secret '\(stray.quotedForPeople)'")
        }
        for secret in trigger.secrets where secret.isRequired {
            let name = secret.name.content
            guard !given.contains(where: { $0.equalsIgnoringCase(name) }) else { continue }
            throw place.refuse("requires the secret '\(name)', and 'secrets' does not give it")
        }
    }

    /// What a called workflow may do is only ever less than what its caller may.
    private func checkPermissions(
        of job: String, _ asked: Permissions?, _ allowed: Permissions?, _ place: Place
    ) throws(PlanningError) {
        guard let asked, let allowed else { return }
        for scope in PermissionScope.allCases where asked.access(to: scope) > allowed.access(to: scope) {
            throw place.refuse(
                "asks in its job '\(job)' for '\(scope.rawValue): \(asked.access(to: scope).rawValue)', "
                    + "and its caller allows '\(allowed.access(to: scope).rawValue)'")
        }
    }
}
