import Core
import Expressions
import JobProtocol
import OrderedCollections

/// Evaluates the texts of a plan. The planner has parsed them, but a plan is a file, so an error is said and not assumed away.
enum StepText {
    /// - Parameter key: where the text stands, for the message.
    static func string(_ text: String, _ key: String, in scope: Scope) throws -> String {
        do throws(ExpressionError) {
            return try Template(parsing: text).string(in: scope)
        } catch {
            throw explain(error, key)
        }
    }

    /// Entries of `env` or `with`. A name may be computed, and the name `${{ insert }}` puts the members of an object in its
    /// place, as on GitHub.
    static func entries(
        _ entries: [NamedText], _ key: String, in scope: Scope
    ) throws -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        for entry in entries {
            guard entry.name.contains("${{") else {
                result.append((entry.name, try string(entry.text, "\(key).\(entry.name)", in: scope)))
                continue
            }
            guard entry.name.filter({ !$0.isWhitespace }) == "${{insert}}" else {
                let name = try string(entry.name, "a name in \(key)", in: scope)
                result.append((name, try string(entry.text, "\(key).\(name)", in: scope)))
                continue
            }
            do throws(ExpressionError) {
                let value = try Template(parsing: entry.text).evaluate(in: scope)
                guard let members = value.object else {
                    throw ExpressionError(.evaluation, "`\(value.coercedString)` is no object", offset: 0)
                }
                result += members.map { ($0.key, $0.value.coercedString) }
            } catch {
                throw explain(error, key)
            }
        }
        return result
    }

    /// `timeout-minutes`, in milliseconds.
    static func milliseconds(_ text: String?, in scope: Scope) throws -> Int64? {
        guard let text else { return nil }
        do throws(ExpressionError) {
            let value = try Template(parsing: text).evaluate(in: scope)
            let minutes = value.coercedNumber
            // A year: more is a slip, and far from what the arithmetic can hold.
            guard minutes > 0, minutes <= 525_600 else {
                throw ExpressionError(
                    .evaluation, "`\(value.coercedString)` is not a positive number of minutes", offset: 0)
            }
            return max(1, Int64(minutes * 60_000))
        } catch {
            throw explain(error, "timeout-minutes")
        }
    }

    /// `continue-on-error`
    static func flag(_ text: String?, _ key: String, in scope: Scope) throws -> Bool {
        guard let text else { return false }
        do throws(ExpressionError) {
            let value = try Template(parsing: text).evaluate(in: scope)
            switch value {
            case .bool(let flag): return flag
            case .string("true"): return true
            case .string("false"): return false
            default:
                throw ExpressionError(.evaluation, "`\(value.coercedString)` is neither true nor false", offset: 0)
            }
        } catch {
            throw explain(error, key)
        }
    }

    /// `if`
    static func condition(_ text: String?, in scope: Scope) throws -> (holds: Bool, explanation: String) {
        guard let text else {
            return (
                scope.status?.success ?? true,
                scope.status?.cancelled == true ? "the job was cancelled" : "an earlier step failed"
            )
        }
        do throws(ExpressionError) {
            let condition = try Condition(parsing: text)
            if try condition.holds(in: scope) { return (true, "") }
            let values = condition.explain(in: scope).map { "\($0.text) = \($0.value)" }.joined(separator: ", ")
            return (false, "the condition `\(text)` is false" + (values.isEmpty ? "" : ": \(values)"))
        } catch {
            throw explain(error, "if")
        }
    }

    /// Of an `if`: it as a whole, then its operands; nil when there is none, or it cannot be read.
    static func trace(_ text: String?, in scope: Scope) -> [Operand]? {
        guard let text, let condition = try? Condition(parsing: text) else { return nil }
        // A step's facts lie in memory; twenty values are more than a person compares.
        return Array(condition.trace(in: scope).prefix(20))
    }

    private static func explain(_ error: ExpressionError, _ key: String) -> SupervisionError {
        SupervisionError(.step, "`\(key)` has no value: \(error)")
    }
}
