extension Expression {
    /// The type of its value, and what in it can't be meant.
    ///
    /// - Parameter contexts: what is known of them, by name in lower case.
    public func inferType(contexts: [String: ValueType]) -> (type: ValueType, findings: [TypeFinding]) {
        var inference = TypeInference(contexts: contexts)
        let type = inference.type(of: root)
        return (type, inference.findings)
    }

    /// Its value is the same in every run.
    public var isConstant: Bool {
        guard references.isEmpty else { return false }
        return functions.allSatisfy { call in
            guard let function = Function(rawValue: call.name) else { return false }
            return !function.isStatus && function != .hashFiles
        }
    }
}
