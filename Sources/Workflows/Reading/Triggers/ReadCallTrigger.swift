import Core
import Expressions

struct OutputDraft {
    var description: String?
    var value: Located<Template>?
}

extension KeyTable<DispatchTrigger> {
    static let dispatch = KeyTable(
        "'workflow_dispatch'", ["inputs": .read { $2.inputs = $0.readDispatchInputs($1) }])
}

extension KeyTable<CallTrigger> {
    static let call = KeyTable(
        "'workflow_call'",
        [
            "inputs": .read { $2.inputs = $0.readCallInputs($1) },
            "secrets": .read {
                $2.secrets = $0.readSecretDefinitions($1)
                $0.hasClosedSecrets = true
            },
            "outputs": .read { $2.outputs = $0.readCallOutputs($1) }
        ])
}

extension KeyTable<SecretDefinition> {
    static let secret = KeyTable(
        "a secret",
        [
            "description": .read { $2.description = $0.text($1, "a secret's description", allowsEmpty: true)?.content },
            "required": .read { $2.isRequired = $0.boolean($1, "'required'") ?? false }
        ])
}

extension KeyTable<OutputDraft> {
    static let callOutput = KeyTable(
        "an output of 'workflow_call'",
        [
            "description": .read {
                $2.description = $0.text($1, "an output's description", allowsEmpty: true)?.content
            },
            "value": .read { $2.value = $0.template($1, "an output's value", at: .callOutput) }
        ])
}

extension Reader {
    func readCallTrigger(_ node: YAMLNode) -> CallTrigger {
        var call = CallTrigger()
        if !node.isNull { read(node, by: .call, into: &call) }
        return call
    }

    fileprivate func readSecretDefinitions(_ node: YAMLNode) -> [SecretDefinition] {
        readDeclarations(node, "secret") { name, value in
            var secret = SecretDefinition(name: name)
            if !value.isNull { read(value, by: .secret, into: &secret) }
            return secret
        }
    }

    fileprivate func readCallOutputs(_ node: YAMLNode) -> [CallOutput] {
        readDeclarations(node, "output") { name, value in
            var draft = OutputDraft()
            let help = "Add it, as in '${{ jobs.build.outputs.\(name.content) }}'."
            if value.isNull {
                report(.missingKey, "the output '\(name.content)' has no 'value'", help: help, at: name.position)
            } else if read(value, by: .callOutput, into: &draft) {
                require("value", in: value, "the output '\(name.content)'", help: help)
            }
            return draft.value.map { CallOutput(name: name, description: draft.description, value: $0) }
        }
    }
}
