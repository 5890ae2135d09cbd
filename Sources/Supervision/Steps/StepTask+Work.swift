import Core
import Expressions
import JobProtocol
import OrderedCollections

extension StepTask {
    /// Starts what the step is to do.
    func makeWork() throws -> any StepWork {
        if frame.inputs != nil, isControl || step.background {
            throw SupervisionError(
                .step, "`background`, `wait`, `cancel` and `parallel` are for the steps of a job, not of an action")
        }
        switch step.work {
        case .run(let script, let shell, let directory):
            tellOfStart(script)
            return try ProcessWork(of: self) { scope, path in
                try StepCommand(
                    script: script, shell: shell, directory: directory,
                    defaults: frame.inputs == nil ? job.plan.defaults : RunDefaults(),
                    workspace: job.plan.workspace.path,
                    scope: scope, path: path, folder: job.folder, fileName: "step-\(job.takeNumber())")
            }
        case .builtIn(let name, _, let inputs):
            tellOfStart(inputs)
            return try ProcessWork(of: self) { scope, _ in
                var command = try StepCommand(
                    builtIn: name, inputs: inputs, plan: job.plan, directory: job.directory, scope: scope)
                if phase == .post { command.arguments.append("--post") }
                return command
            }
        case .action(let reference, let inputs):
            tellOfStart(inputs)
            if let action = job.actions[reference] { return try makeWork(for: action, reference, inputs) }
            return try LoadingWork(of: self, reference, inputs)
        case .wait(let ids): return WaitWork(for: try ids.map { try job.background.step($0) }, of: self)
        case .waitAll: return WaitWork(for: job.background.remaining, of: self)
        case .cancel(let id): return CancelWork(of: try job.background.step(id), by: self)
        case .parallel: return WaitWork(for: members, of: self)
        }
    }

    /// - Parameter reference: as written.
    func makeWork(for action: ActionPlan, _ reference: String, _ given: [NamedText]) throws -> any StepWork {
        let folder = try action.folder ?? ActionFolder.local(reference, in: job.plan.workspace.path, at: step.place)
        let inputs = try ActionInputs(given, of: action, called: reference, in: scope(), defaultsIn: foreignScope())
        if phase == .main {
            for warning in inputs.warnings {
                try job.annotate(.warning, warning, step: index)
            }
        }
        switch action.runs {
        case .javaScript(let node, let main, let pre, _, let post, let condition):
            if post != nil, phase != .post { registerPost(condition) }
            let file = phase == .pre ? pre : phase == .post ? post : main
            return try ProcessWork(of: self) { _, path in
                try StepCommand(
                    javaScript: file ?? main, in: folder, node: node, reference: reference, inputs: inputs,
                    workspace: job.plan.workspace.path, path: path)
            }
        case .composite(let steps):
            return try CompositeWork(
                of: self, steps: steps, outputs: action.outputs,
                frame: StepFrame(
                    in: frame, key: key + "/", action: ActionPlace(reference: reference, folder: folder),
                    inputs: inputs.values, environment: frame.environment.merging(try ownEnvironment()) { $1 },
                    surroundings: surroundings))
        case .docker: throw SupervisionError.noContainers(reference, at: step.place)
        }
    }

    /// The phase after all steps, which runs however this one ends.
    func registerPost(_ condition: String?) {
        job.actions.register(ActionCatalogue.Post(step: step, frame: frame, key: key, condition: condition))
    }

    private func ownEnvironment() throws -> OrderedDictionary<String, String> {
        var own: OrderedDictionary<String, String> = [:]
        let scope = scope(environment: surroundings.environment.merging(frame.environment) { $1 })
        for entry in try StepText.entries(step.environment, "env", in: scope) {
            own[entry.name] = variables[entry.name]
        }
        return own
    }

    // MARK: Log

    private func tellOfStart(_ inputs: [NamedText]) {
        guard isInner else { return }
        // What has no value fails the step, which says so; until then it is shown as it is written.
        let entries =
            (try? StepText.entries(inputs, "with", in: scope())) ?? inputs.map { (name: $0.name, value: $0.text) }
        tellOfStart(of: entries.map { "\($0.name): \($0.value)" }.joined(separator: "\n"))
    }

    private func tellOfStart(_ script: String) {
        guard isInner else { return }
        tellOfStart(of: (try? StepText.string(script, "run", in: scope())) ?? script)
    }

    /// The steps of a composite action are told apart in its log, each by a folded head with the values that it is given.
    private func tellOfStart(of details: String) {
        // Before the lines are set in: a secret may have several.
        let lines = job.patterns.redact(details).split(whereSeparator: \.isNewline).map { "  \($0)\n" }.joined()
        job.log.write(job.patterns.redact("::group::\(job.shown(name))\n\(lines)::endgroup::\n"), step: index)
    }
}
