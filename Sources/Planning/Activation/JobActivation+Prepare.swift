import Core
import Expressions
import JobProtocol
import Workflows

extension JobActivation {
    /// GitHub's default for `timeout-minutes`.
    private static let defaultTimeoutMinutes = 360.0

    func prepare() throws(PlanningError) -> Prepared {
        var contexts = self.contexts
        let name = try JobName(definition: definition, matrix: job.matrix, strategy: job.strategy).resolved(
            in: contexts)
        contexts["strategy"] = job.strategy.context
        contexts["matrix"] = job.matrix ?? .null
        let scope = Scope(contexts: contexts)
        return Prepared(
            name: name, runsOn: try runsOn(in: scope), steps: definition.steps.map { $0.plan(in: workflow.path) },
            environment: [workflow.environment.texts, definition.environment.texts], outputs: outputs,
            contexts: contexts,
            defaults: RunDefaults(
                shell: (definition.defaults.shell ?? workflow.defaults.shell)?.text,
                workingDirectory: (definition.defaults.workingDirectory ?? workflow.defaults.workingDirectory)?.text),
            timeout: try timeout(in: scope), farewell: try farewell(in: scope),
            continueOnError: try continueOnError(in: scope),
            permissions: permissions,
            claim: try definition.concurrency?.content.claim(key("concurrency"), in: scope),
            deployment: try deployment(in: scope))
    }

    private var outputs: [JobOutput] {
        definition.outputs.map { output in
            JobOutput(
                output.name.content, output.value.text,
                at: "\(workflow.path), line \(output.value.position.line)")
        }
    }

    /// - Returns: nil without `environment:`, and for one that says `deployment: false`.
    private func deployment(in scope: Scope) throws(PlanningError) -> Deployment? {
        guard let target = definition.deployment?.content else { return nil }
        let name = try target.name.text(key("environment.name"), in: scope)
        guard !name.isEmpty else {
            throw PlanningError(.type, "\(key("environment.name")) must not be empty", at: target.name.position)
        }
        guard try target.deployment?.boolean(key("environment.deployment"), in: scope) ?? true else { return nil }
        return Deployment(name: name, url: target.url?.text)
    }

    /// Within a called workflow never more than its caller has.
    var permissions: Permissions? {
        let own = (definition.permissions ?? workflow.permissions)?.content
        guard let bound = run.called?.permissions else { return own }
        return own?.limited(to: bound) ?? bound
    }

    private func key(_ name: String) -> String { "jobs.\(job.id).\(name)" }

    private func timeout(in scope: Scope) throws(PlanningError) -> Int {
        guard let template = definition.timeoutMinutes else { return Int(Self.defaultTimeoutMinutes * 60) }
        return try seconds(template, key("timeout-minutes"), in: scope)
    }

    private func farewell(in scope: Scope) throws(PlanningError) -> Int? {
        guard let template = definition.cancelTimeoutMinutes else { return nil }
        return try seconds(template, key("cancel-timeout-minutes"), in: scope)
    }

    private func seconds(_ template: Located<Template>, _ key: String, in scope: Scope) throws(PlanningError) -> Int {
        let minutes = try template.number(key, in: scope)
        guard minutes > 0, minutes <= TimeLimit.longestMinutes else {
            throw PlanningError(
                .type,
                "\(key) must be more than 0 and at most \(Int(TimeLimit.longestMinutes)), "
                    + "not \(Value.number(minutes).described)", at: template.position)
        }
        return Int((minutes * 60).rounded(.up))
    }

    private func continueOnError(in scope: Scope) throws(PlanningError) -> Bool {
        guard let template = definition.continueOnError else { return false }
        return try template.boolean(key("continue-on-error"), in: scope)
    }

    private func runsOn(in scope: Scope) throws(PlanningError) -> [String] {
        var labels: [String] = []
        for template in definition.runsOn {
            let value = try template.value(key("runs-on"), in: scope)
            for label in value.array ?? [value] {
                guard let text = label.string, !text.isEmpty else {
                    throw PlanningError(
                        .type, "\(key("runs-on")) must be labels, not \(label.described)", at: template.position)
                }
                labels.append(text)
            }
        }
        guard definition.runsOn.isEmpty || !labels.isEmpty else {
            throw PlanningError(
                .type, "\(key("runs-on")) gives no label", at: definition.runsOn.first?.position)
        }
        return labels
    }
}
