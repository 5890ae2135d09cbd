import Expressions
public import JobProtocol
public import Workflows

extension ActionPlan {
    /// - Parameter folder: the absolute path of the action's copy; nil for an action of the job's workspace.
    public init(_ definition: ActionDefinition, folder: String?) {
        self.init(
            name: definition.name, folder: folder,
            inputs: definition.inputs.map {
                ActionInput(
                    name: $0.name.content, defaultText: $0.defaultValue?.text, isRequired: $0.isRequired,
                    deprecationMessage: $0.deprecation)
            },
            outputs: definition.outputs.compactMap { output in
                output.value.map { NamedText(output.name.content, $0.text) }
            }, runs: Runs(definition.runs, in: definition.path))
    }
}

extension ActionPlan.Runs {
    fileprivate init(_ runs: ActionDefinition.Runs, in file: String) {
        switch runs {
        case .composite(let steps): self = .composite(steps: steps.map { $0.plan(in: file) })
        case .javaScript(let script):
            self = .javaScript(
                node: script.runtime, main: script.main, pre: script.pre, preCondition: script.preCondition?.text,
                post: script.post, postCondition: script.postCondition?.text)
        case .docker: self = .docker
        }
    }
}
