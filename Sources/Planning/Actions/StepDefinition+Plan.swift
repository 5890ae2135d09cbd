import Core
import Expressions
import JobProtocol
import Workflows

extension StepDefinition {
    /// Texts stay as they are written: only the supervisor knows what the steps before left.
    ///
    /// - Parameter file: in which the step stands.
    func plan(in file: String) -> StepPlan {
        StepPlan(
            id: id, name: name?.text, condition: condition?.text, work: work(in: file), environment: environment.texts,
            timeoutMinutes: timeoutMinutes?.text, continueOnError: continueOnError?.text,
            place: action.map { "\(file), line \($0.position.line)" }, background: isBackground)
    }

    private func work(in file: String) -> StepPlan.Work {
        switch work {
        case .run(let script, let shell, let workingDirectory):
            return .run(script: script.text, shell: shell?.text, workingDirectory: workingDirectory?.text)
        case .uses(let action, let with):
            guard case .builtIn(let builtIn, let version) = action.content else {
                return .action(reference: action.content.description, inputs: with.texts)
            }
            return .builtIn(name: builtIn.rawValue, version: version, inputs: with.texts)
        case .wait(let steps): return .wait(steps: steps.map(\.content))
        case .waitAll: return .waitAll
        case .cancel(let step): return .cancel(step: step.content)
        case .parallel(let steps): return .parallel(steps: steps.map { $0.plan(in: file) })
        }
    }
}

extension [EnvironmentEntry] {
    var texts: [NamedText] { map { NamedText($0.name.content, $0.value.text) } }
}
