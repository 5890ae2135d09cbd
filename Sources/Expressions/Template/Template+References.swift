extension Template {
    /// Every access to a context, with its offset in the template.
    public var references: [Reference] {
        parts.flatMap { part -> [Reference] in
            guard case .expression(let expression, let offset) = part else { return [] }
            return expression.references.map {
                Reference(context: $0.context, path: $0.path, offset: $0.offset + offset)
            }
        }
    }

    /// Every call of a function, with its offset in the template.
    public var functions: [FunctionCall] {
        parts.flatMap { part -> [FunctionCall] in
            guard case .expression(let expression, let offset) = part else { return [] }
            return expression.functions.map {
                FunctionCall(name: $0.name, argumentCount: $0.argumentCount, offset: $0.offset + offset)
            }
        }
    }
}
