import Core

extension Condition {
    /// What it will be worth, as far as that can be told before all of its contexts are there.
    ///
    /// - Parameters:
    ///   - scope: what is known; its status is not asked.
    ///   - unknown: contexts whose values come later, in lower case.
    ///   - status: what success(), failure() and cancelled() will surely answer, by name.
    /// - Returns: nil when it depends on what comes later. The implied `success()` is not a part of it.
    public func foresee(in scope: Scope, unknown: Set<String>, status: [String: Bool]) -> Bool? {
        var scope = scope
        scope.status = Scope.Status(
            success: status["success"] ?? false, failure: status["failure"] ?? false,
            cancelled: status["cancelled"] ?? false)
        var open: Set<String> = []
        for name in ["success", "failure", "cancelled"] where status[name] == nil { open.insert(name) }
        return Foresight(scope: scope, unknown: unknown, openFunctions: open).truth(of: expression.root)
    }
}

/// Three-valued logic over a syntax tree.
private struct Foresight {
    let scope: Scope
    let unknown: Set<String>
    let openFunctions: Set<String>

    func truth(of node: Node) -> Bool? {
        guard isOpen(node) else {
            var evaluator = Evaluator(scope)
            return (try? evaluator.evaluate(node))?.value.isTruthy
        }
        switch node {
        case .not(let operand): return truth(of: operand).map { !$0 }
        case .all(let operands):
            let truths = operands.map(truth)
            if truths.contains(false) { return false }
            return truths.contains(nil) ? nil : true
        case .any(let operands):
            let truths = operands.map(truth)
            if truths.contains(true) { return true }
            return truths.contains(nil) ? nil : false
        default: return nil
        }
    }

    private func isOpen(_ node: Node) -> Bool {
        var result = false
        node.walk { node in
            if let reference = node.reference, unknown.contains(reference.context) { result = true }
            if case .call(let function, _, _) = node, openFunctions.contains(function.name.lowercased()) {
                result = true
            }
        }
        return result
    }
}
