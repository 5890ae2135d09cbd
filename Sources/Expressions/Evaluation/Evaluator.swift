import Core

/// Walks the tree of one expression.
struct Evaluator {
    let scope: Scope
    var budget = MemoryBudget()

    init(_ scope: Scope) {
        self.scope = scope
    }

    mutating func evaluate(_ node: Node) throws(ExpressionError) -> Evaluated {
        switch node {
        case .literal(let value):
            return Evaluated(value: value)
        case .context(let name, let span):
            guard let value = scope.contexts[name] else {
                throw ExpressionError(
                    .evaluation, "Unrecognized named-value: '\(name)' is not available here", offset: span.lowerBound)
            }
            return Evaluated(value: value)
        case .property(let base, let name, let span):
            return try access(.name(name), of: try evaluate(base), at: span.lowerBound)
        case .index(let base, let index, let span):
            let base = try evaluate(base)
            return try access(.value(try evaluate(index).value), of: base, at: span.lowerBound)
        case .star(let base, let span):
            return try star(try evaluate(base), at: span.lowerBound)
        case .not(let operand):
            return Evaluated(value: .bool(!(try evaluate(operand).value.isTruthy)))
        case .compare(let comparison, let left, let right):
            return Evaluated(value: .bool(comparison.holds(try order(left, right))))
        case .all(let operands):
            return try first(of: operands) { !$0.isTruthy }
        case .any(let operands):
            return try first(of: operands) { $0.isTruthy }
        case .call(let function, let arguments, let span):
            return try call(function, arguments, at: span.lowerBound)
        }
    }

    /// `&&` and `||` give an operand, not a boolean: the first that decides, or else the last.
    private mutating func first(
        of operands: [Node], deciding: (Value) -> Bool
    ) throws(ExpressionError) -> Evaluated {
        var result = Evaluated(value: .null)
        for operand in operands {
            result = try evaluate(operand)
            if deciding(result.value) { break }
        }
        return result
    }

    private mutating func order(_ left: Node, _ right: Node) throws(ExpressionError) -> Int? {
        let (first, second) = (try evaluate(left).value, try evaluate(right).value)
        if first.isContainer, second.isContainer, left.isSamePlace(as: right) { return 0 }
        return first.order(relativeTo: second)
    }
}

extension Node {
    /// Whether both read the same member of the same context. It stands in for identity, by which GitHub compares
    /// containers, where the values have none: when they are empty.
    fileprivate func isSamePlace(as other: Node) -> Bool {
        if case .context(let name, _) = self, case .context(let otherName, _) = other { return name == otherName }
        guard let (base, name) = constantAccess, let (otherBase, otherName) = other.constantAccess else { return false }
        return name.orderIgnoringCase(otherName) == 0 && base.isSamePlace(as: otherBase)
    }

    private var constantAccess: (base: Node, name: String)? {
        switch self {
        case .property(let base, let name, _): (base, name)
        case .index(let base, .literal(let index), _): (base, index.coercedString)
        default: nil
        }
    }
}
