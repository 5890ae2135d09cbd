public import Core
public import Expressions
public import OrderedCollections

/// A YAML value with expressions anywhere in it.
public indirect enum TemplateValue: Hashable, Sendable {
    /// A boolean, a number, null, or a text without expressions.
    case literal(Value)
    case template(Template)
    case array([Located<TemplateValue>])
    case object(OrderedDictionary<String, Located<TemplateValue>>)
}

extension TemplateValue {
    public func evaluate(in scope: Scope) throws(ExpressionError) -> Value {
        switch self {
        case .literal(let value): return value
        case .template(let template): return try template.evaluate(in: scope)
        case .array(let elements):
            var values: [Value] = []
            for element in elements { values.append(try element.content.evaluate(in: scope)) }
            return .array(values)
        case .object(let members):
            var values: OrderedDictionary<String, Value> = [:]
            for (key, member) in members { values[key] = try member.content.evaluate(in: scope) }
            return .object(values)
        }
    }

    /// Nothing in it is interpolated.
    public var isLiteral: Bool {
        switch self {
        case .literal: true
        case .template(let template): template.literal != nil
        case .array(let elements): elements.allSatisfy { $0.content.isLiteral }
        case .object(let members): members.values.allSatisfy { $0.content.isLiteral }
        }
    }
}
