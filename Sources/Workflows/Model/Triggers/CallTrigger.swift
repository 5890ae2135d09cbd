/// `on.workflow_call`: what a caller hands in and gets back.
public struct CallTrigger: Hashable, Sendable {
    public var inputs: [InputDefinition]
    public var secrets: [SecretDefinition]
    public var outputs: [CallOutput]

    public init(inputs: [InputDefinition] = [], secrets: [SecretDefinition] = [], outputs: [CallOutput] = []) {
        self.inputs = inputs
        self.secrets = secrets
        self.outputs = outputs
    }
}
