public import Core

extension Condition {
    /// Longer values are cut, with an ellipsis: the reader wants to know why, not what a whole event was.
    private static let longestValue = 500

    /// More than a person reads; each is evaluated by itself, so their number bounds the work.
    private static let mostOperands = 50

    /// Every context access and every call of a function, in the order of the text, each with its value;
    /// `success()` first where it is implied; at most 50. What is written as a literal explains itself and is left out.
    public func explain(in scope: Scope) -> [Operand] {
        var operands: [Operand] = []
        if impliesSuccess {
            operands.append(Self.operand("success()", .call(.success, [], 0..<0), in: scope))
        }
        for case .expression(let expression, _) in template.parts {
            let scalars = Array(expression.text.unicodeScalars)
            expression.root.walk { node in
                guard operands.count < Self.mostOperands, let span = node.span else { return }
                let text = scalars[span].text
                operands.append(Self.operand(text, node, in: scope))
            }
        }
        return operands
    }

    /// The condition as a whole, true or false, then its operands where they say more than that.
    public func trace(in scope: Scope) -> [Operand] {
        let operands = explain(in: scope)
        var whole = Operand(text: text.unicodeScalars.allSatisfy(\.isSpace) ? "success()" : text, value: "null")
        do {
            whole.value = try holds(in: scope) ? "true" : "false"
        } catch {
            whole.error = error.message
        }
        let isAllThereIs = operands.count == 1 && operands[0].text == whole.text && operands[0].value == whole.value
        return isAllThereIs ? operands : [whole] + operands
    }

    private static func operand(_ text: String, _ node: Node, in scope: Scope) -> Operand {
        var evaluator = Evaluator(scope)
        do {
            let value = try evaluator.evaluate(node).value
            if node.mayHoldSecret, value.bool == nil { return Operand(text: text, value: "\"***\"") }
            let json = value.json()
            let isLong = json.utf8.count > longestValue && json.count > longestValue
            return Operand(text: text, value: isLong ? json.prefix(longestValue) + "…" : json)
        } catch {
            return Operand(text: text, value: "null", error: error.message)
        }
    }
}

extension Node {
    /// Whether it reads `secrets`, the token, or all of `github`, which has the token.
    fileprivate var mayHoldSecret: Bool {
        var result = false
        walk { node in
            guard let reference = node.reference else { return }
            switch reference.context {
            case "secrets": result = true
            case "github": result = result || reference.path.first.map { $0.lowercased() == "token" } ?? true
            default: break
            }
        }
        return result
    }
}
