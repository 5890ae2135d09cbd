import OrderedCollections

/// What a called workflow takes and gives, by names in lower case: a file of one megabyte may call it ten thousand times.
struct CallInterface {
    let inputs: OrderedDictionary<String, InputDefinition>
    let secrets: OrderedDictionary<String, SecretDefinition>
    let outputs: OrderedDictionary<String, CallOutput>
    let requiredInputs: [InputDefinition]
    let requiredSecrets: [SecretDefinition]

    init(_ trigger: CallTrigger) {
        func byName<Content>(_ contents: [Content], _ name: (Content) -> String) -> OrderedDictionary<String, Content> {
            OrderedDictionary(contents.map { (name($0).lowercased(), $0) }) { first, _ in first }
        }
        inputs = byName(trigger.inputs, \.name.content)
        secrets = byName(trigger.secrets, \.name.content)
        outputs = byName(trigger.outputs, \.name.content)
        requiredInputs = trigger.inputs.filter(\.isRequired)
        requiredSecrets = trigger.secrets.filter(\.isRequired)
    }
}
