import Core
import Expressions

extension KeyTable<StepDraft> {
    /// GitHub's keys for steps of composite actions; there is no time-out among them.
    static let compositeStep = KeyTable(
        "a step of a composite action",
        [
            "id": .read { $2.id = $0.identifier($1, "a step's id") },
            "name": .read { $2.definition.name = $0.template($1, "a step's name", at: .compositeStep) },
            "if": .read { $2.definition.condition = $0.condition($1, "'if'", at: .compositeCondition) },
            "run": .read { $2.script = $0.readScript($1, "'run'", at: .compositeStep) },
            "shell": .read { $2.shell = $0.readShell($1, at: .compositeStep) },
            "working-directory": .read {
                $2.workingDirectory = $0.fullTemplate($1, "'working-directory'", at: .compositeStep)
            },
            "env": .read {
                $2.definition.environment = $0.entries($1, "'env'", at: .compositeStep, isEnvironment: true)
            },
            "uses": .read { $2.action = $0.readAction($1) },
            "with": .read { $2.arguments = $0.entries($1, "'with'", at: .compositeStep) },
            "continue-on-error": .read {
                $2.definition.continueOnError = $0.typedTemplate(
                    $1, "'continue-on-error'", .boolean, at: .compositeStep)
            }
        ])
}

extension Reader {
    func readCompositeSteps(_ node: YAMLNode) -> [StepDefinition] {
        if node.isNull { return [] }
        guard let elements = node.sequence else {
            reportType(node, .list, "'steps'")
            return []
        }
        var names = StepNames()
        defer { currentStep = nil }
        return elements.enumerated().compactMap { index, element in
            currentStep = index
            guard let step = readStep(element, &names, by: .compositeStep, isParallel: false) else { return nil }
            if case .run(_, nil, _) = step.work, element["shell"] == nil {
                report(
                    .missingKey, "a 'run' step of a composite action needs 'shell'",
                    help: "Add 'shell: bash': the workflow's defaults don't reach into an action.",
                    at: element["run"]?.position ?? element.position)
            }
            return step
        }
    }
}
