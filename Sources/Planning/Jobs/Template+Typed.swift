import Core
import Expressions
import Workflows

/// Values of a type, from templates whose authors may have given another. GitHub converts nothing here either.
extension Located where Content == Template {
    func value(_ key: String, in scope: Scope) throws(PlanningError) -> Value {
        do throws(ExpressionError) {
            return try content.evaluate(in: scope)
        } catch {
            throw PlanningError(.expression, "\(key) cannot be evaluated: \(error)", at: position)
        }
    }

    func text(_ key: String, in scope: Scope) throws(PlanningError) -> String {
        do throws(ExpressionError) {
            return try content.string(in: scope)
        } catch {
            throw PlanningError(.expression, "\(key) cannot be evaluated: \(error)", at: position)
        }
    }

    func boolean(_ key: String, in scope: Scope) throws(PlanningError) -> Bool {
        let value = try value(key, in: scope)
        switch (value, content.literal) {
        case (.bool(let flag), _): return flag
        case (_, "true"): return true
        case (_, "false"): return false
        default: throw mismatch(key, "true or false", value)
        }
    }

    func number(_ key: String, in scope: Scope) throws(PlanningError) -> Double {
        let value = try value(key, in: scope)
        switch (value, content.literal) {
        case (.number(let number), _): return number
        case (_, let literal?) where value.coercedNumber.isFinite && !literal.isEmpty: return value.coercedNumber
        default: throw mismatch(key, "a number", value)
        }
    }

    private func mismatch(_ key: String, _ expected: String, _ value: Value) -> PlanningError {
        let advice = value.string == nil || content.literal != nil ? "" : "; fromJSON() converts a text"
        return PlanningError(.type, "\(key) must be \(expected), not \(value.described)\(advice)", at: position)
    }
}
