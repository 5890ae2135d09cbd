import Core
import JobProtocol
import OrderedCollections

extension StepTask {
    /// What a process of this step is given. Later wins: the machine, the workflow, the job and earlier steps, this
    /// step; and over all what the engine says.
    func environmentVariables(_ files: StepFiles) throws -> [String: String] {
        var result = job.baseEnvironment
        for (name, value) in variables {
            if let refusal = ReservedNames.refusal(of: name) {
                try job.annotate(.warning, refusal, step: index)
            } else {
                result[name] = value
            }
        }
        result["PATH"] = (surroundings.path + [result["PATH"] ?? ""]).filter { !$0.isEmpty }.joined(separator: ":")
        result.merge(GitHubContext.variables(of: job.contexts.github.merging(github(files)) { $1 })) { $1 }
        result.merge(GitHubContext.variables(ofRunner: job.contexts.runner)) { $1 }
        result.merge(files.variables) { $1 }
        for entry in job.actions.state(key) { result["STATE_" + entry.name] = entry.value }
        return result
    }

    /// What an action hands on to its later phases.
    ///
    /// A built-in action that says anything has one: that is how it asks for it.
    func save(_ state: [(name: String, value: String)]) {
        guard !state.isEmpty else { return }
        switch step.work {
        case .run, .wait, .waitAll, .cancel, .parallel: return
        case .action: break
        case .builtIn:
            if phase == .main { registerPost(state.last { $0.name == "post-if" }?.value) }
        }
        job.actions.save(state, key)
    }
}
