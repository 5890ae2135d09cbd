/// `on.workflow_dispatch` with its inputs in the file's order.
public struct DispatchTrigger: Hashable, Sendable {
    public var inputs: [InputDefinition]

    public init(inputs: [InputDefinition] = []) {
        self.inputs = inputs
    }
}
