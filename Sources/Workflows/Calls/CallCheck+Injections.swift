import Core
import Expressions
import OrderedCollections

/// What a stranger wrote and a called workflow puts into a script of its own.
extension CallCheck {
    mutating func checkInjections(_ call: WorkflowCall, _ callee: CalleeID, in id: CalleeID?) {
        guard let names = scriptInputs[callee], !names.isEmpty else { return }
        for argument in call.arguments where names.contains(argument.name.content.lowercased()) {
            guard case .template(let template) = argument.value.content, let (source, verdict) = template.untrusted,
                verdict == .text
            else { continue }
            add(
                .untrustedInput,
                "'\(UntrustedInput.name(of: source))' \(verdict.described), and \(callee) makes it a part of a script",
                help: "Let \(callee) pass the input through 'env:', and use the variable in the script.", to: id,
                at: argument.value.position)
        }
    }

    /// - Parameter id: of the workflow, all of whose callees have been looked at.
    func scriptInputs(of workflow: Workflow, _ id: CalleeID) -> Set<String> {
        var names: Set<String> = []
        for job in workflow.jobs.values {
            names.formUnion(ScriptInputs.names(of: job.steps, shared: workflow.environment + job.environment))
        }
        for (_, call, callee) in calls(of: id) {
            guard let inner = scriptInputs[callee] else { continue }
            for argument in call.arguments where inner.contains(argument.name.content.lowercased()) {
                guard case .template(let template) = argument.value.content else { continue }
                names.formUnion(
                    template.sources.compactMap { UntrustedInput.input(readBy: $0)?.lowercased() })
            }
        }
        return names
    }
}
