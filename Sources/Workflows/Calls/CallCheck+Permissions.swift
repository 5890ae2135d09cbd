import Core
import OrderedCollections

/// What a called workflow may do is only ever less than what its caller may.
extension CallCheck {
    private struct Allowance {
        var permissions: Permissions
        var caller: CalleeID?
        var position: SourcePosition
    }

    /// - Parameter order: each file after all that call it, so that all that its callers allow is known.
    mutating func checkPermissions(_ order: [CalleeID?]) {
        var allowances: [CalleeID: [Allowance]] = [:]
        for id in order {
            guard let workflow = workflow(id) else { continue }
            let callers = id.flatMap { allowances[$0] } ?? []
            // Not every caller against every job: what all of them allow is enough to find out whether one does not.
            let allowed = callers.dropFirst().reduce(callers.first?.permissions) { $0?.limited(to: $1.permissions) }
            if let id, let allowed { checkPermissions(of: workflow, id, callers, allowed) }
            for (job, call, callee) in calls(of: id) {
                guard let permissions = (job.permissions ?? workflow.permissions)?.content ?? allowed else { continue }
                allowances[callee, default: []].append(
                    Allowance(permissions: permissions, caller: id, position: call.reference.position))
            }
        }
    }

    private mutating func checkPermissions(
        of workflow: Workflow, _ id: CalleeID, _ callers: [Allowance], _ allowed: Permissions
    ) {
        for job in workflow.jobs.values {
            guard let asked = (job.permissions ?? workflow.permissions)?.content else { continue }
            for scope in PermissionScope.allCases where asked.access(to: scope) > allowed.access(to: scope) {
                let access = asked.access(to: scope)
                guard let caller = callers.first(where: { $0.permissions.access(to: scope) < access }) else { continue }
                return add(
                    .brokenCall,
                    "\(id) asks in its job '\(job.id.content)' for '\(scope.rawValue): \(access.rawValue)', "
                        + "and its caller allows '\(caller.permissions.access(to: scope).rawValue)'",
                    help: "Allow it under 'permissions' of the job that calls, or ask for less.",
                    to: caller.caller, at: caller.position)
            }
        }
    }
}
