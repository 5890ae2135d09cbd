extension Expression {
    /// Every access to a context, in the order of the text.
    public var references: [Reference] {
        var references: [Reference] = []
        root.walk { node in
            guard let reference = node.reference else { return }
            references.append(reference)
        }
        return references
    }

    /// Every call of a function, in the order of the text.
    public var functions: [FunctionCall] {
        var calls: [FunctionCall] = []
        root.walk { node in
            guard case .call(let function, let arguments, let span) = node else { return }
            calls.append(
                FunctionCall(name: function.rawValue, argumentCount: arguments.count, offset: span.lowerBound))
        }
        return calls
    }

    /// Whether success(), failure(), cancelled() or always() is called anywhere in it.
    public var callsStatusFunction: Bool {
        functions.contains { Function(rawValue: $0.name)?.isStatus == true }
    }
}
