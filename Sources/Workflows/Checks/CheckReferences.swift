import Core
import Expressions
import OrderedCollections

extension Reader {
    /// References against what the file declares, as far as that is known without running it. They are warnings: on
    /// GitHub such a reference is null, and files that rest on it run.
    ///
    /// - Parameter nodes: of the jobs, by their ids.
    func checkReferences(_ workflow: inout Workflow, _ nodes: [String: YAMLNode]) {
        let triggers = workflow.triggers
        let declared = (triggers.workflowDispatch?.inputs ?? []) + (triggers.workflowCall?.inputs ?? [])
        let inputs = hasUnknownTrigger ? nil : Set(declared.map { $0.name.content.lowercased() })
        var scopes: [String: JobNames] = [:]
        let calls = Dictionary(
            workflow.jobs.values.filter { $0.call != nil }.map { ($0.id.content.lowercased(), $0.id.content) }
        ) { first, _ in first }
        for use in uses {
            let name = use.reference.path[0]
            if use.reference.context == "inputs" {
                guard let inputs, !inputs.contains(name.lowercased()) else { continue }
                report(
                    .undefinedInput, "the workflow declares no input '\(name)'",
                    help: suggestion(for: name, in: inputs)
                        ?? "Declare it under 'inputs' of 'workflow_dispatch' or 'workflow_call'.",
                    severity: .warning, at: use.position)
                continue
            }
            if use.reference.context == "jobs" {
                checkJob(use, workflow, nodes)
                if let use = callOutput(use, calls) { workflow.callOutputUses.append(use) }
                continue
            }
            guard let id = use.job, let job = workflow.jobs[id] else { continue }
            let names = scopes[id] ?? JobNames(job, nodes[id], self)
            scopes[id] = names
            if use.reference.context == "needs", names.needs?.contains(name.lowercased()) ?? true,
                let use = callOutput(use, calls)
            {
                workflow.callOutputUses.append(use)
            }
            check(use, name, names)
        }
    }

    /// `needs.call.outputs.x` and `jobs.call.outputs.x`, where the job has its outputs from a workflow that it calls.
    private func callOutput(_ use: ReferenceUse, _ calls: [String: String]) -> CallOutputUse? {
        let path = use.reference.path
        guard path.count > 2, path[1].lowercased() == "outputs", let job = calls[path[0].lowercased()] else {
            return nil
        }
        return CallOutputUse(job: job, output: path[2], position: use.position)
    }

    /// `jobs.build.outputs.version` of an output of the workflow.
    private func checkJob(_ use: ReferenceUse, _ workflow: Workflow, _ nodes: [String: YAMLNode]) {
        let path = use.reference.path
        guard let job = workflow.jobs.first(where: { $0.key.lowercased() == path[0].lowercased() })?.value else {
            report(
                .undefinedJob, "the workflow has no job '\(path[0])'",
                help: suggestion(for: path[0], in: workflow.jobs.keys) ?? "Name one of its jobs.", severity: .warning,
                at: use.position)
            return
        }
        let node = nodes[job.id.content]
        guard path.count > 2, path[1].lowercased() == "outputs", node?["uses"] == nil, !isBroken("outputs", of: node),
            !job.outputs.contains(where: { $0.isInsertion || $0.name.content.lowercased() == path[2].lowercased() })
        else { return }
        report(
            .undefinedJob, "the job '\(job.id.content)' has no output '\(path[2])'",
            help: suggestion(for: path[2], in: job.outputs.map(\.name.content)) ?? "Add it to the job's 'outputs'.",
            severity: .warning, at: use.position)
    }

    private func check(_ use: ReferenceUse, _ name: String, _ names: JobNames) {
        let key = name.lowercased()
        switch use.reference.context {
        case "needs":
            guard let needs = names.needs, !needs.contains(key) else { return }
            report(
                .undefinedNeeds, "the job does not need '\(name)'",
                help: suggestion(for: name, in: needs) ?? "Add it to the job's 'needs'.",
                severity: .warning, at: use.position)
        case "steps":
            guard let steps = names.steps else { return }
            let index = steps[key]
            guard index == nil || index ?? 0 >= use.step ?? .max else { return }
            report(
                .undefinedStep,
                index == nil ? "the job has no step with the id '\(name)'" : "the step '\(name)' has not run yet here",
                help: index == nil
                    ? suggestion(for: name, in: Set(steps.keys)) ?? "Give the step this 'id'."
                    : "Move this step below it.",
                severity: .warning, at: use.position)
        case "matrix":
            guard let matrix = names.matrix, !matrix.contains(key) else { return }
            report(
                .undefinedMatrix,
                matrix.isEmpty ? "the job has no matrix" : "the job's matrix never has '\(name)'",
                help: suggestion(for: name, in: matrix) ?? "Add it under 'strategy.matrix'.",
                severity: .warning, at: use.position)
        default: return
        }
    }
}
