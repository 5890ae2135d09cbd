public import Core

extension JobRecord {
    /// ``trace``, read.
    public var operands: [Operand]? {
        trace.flatMap { try? JSONText.decode([Operand].self, from: $0) }
    }
}
