import Core
import Git
import OrderedCollections
import Planning
import Workflows

extension EventReader {
    /// The workflows, with what keeps their actions from being had among their diagnostics.
    func checkedActions(
        _ files: [WorkflowFile], at commit: CommitSHA, mirror: Mirror
    ) async throws -> [WorkflowFile] {
        let workflows = files.compactMap(\.valid)
        guard workflows.contains(where: \.usesFetchedActions) else { return files }
        let (lock, broken) = try await ActionLock.read(at: commit, from: mirror)
        let local = try await LocalActions.load(usedBy: workflows) { path in
            guard case .bytes(let bytes)? = try await mirror.file(at: commit, path: GitPath(path))?.content else {
                return nil
            }
            return bytes
        }
        let check = ActionCheck(lock: lock, local: local)
        return files.map { file in
            guard let workflow = file.valid, workflow.usesFetchedActions else { return file }
            var file = file
            file.diagnostics += broken + check.findings(in: workflow)
            return file
        }
    }
}

extension EventReader {
    /// The same for the workflows that are called.
    func checkedActions(_ callees: Callees, at commit: CommitSHA, mirror: Mirror) async throws -> Callees {
        var callees = callees
        for (id, entry) in callees.entries {
            guard case .file(let file) = entry else { continue }
            for checked in try await checkedActions([file], at: commit, mirror: mirror) {
                callees.entries[id] = .file(checked)
            }
        }
        return callees
    }
}

extension Workflow {
    /// Something that is not built in: an action of the repository or a remote one, or a remote workflow.
    fileprivate var usesFetchedActions: Bool {
        jobs.values.contains { job in
            if case .remote? = job.call?.reference.content { return true }
            return job.steps.flatMap(\.flattened).contains { step in
                switch step.action?.content {
                case .local, .remote: true
                case .builtIn, .docker, nil: false
                }
            }
        }
    }
}
