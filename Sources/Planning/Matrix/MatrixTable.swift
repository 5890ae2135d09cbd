import Core
import Expressions
import OrderedCollections
import Workflows

/// A matrix with its expressions evaluated.
struct MatrixTable {
    var dimensions: OrderedDictionary<String, [Value]> = [:]
    var include: [OrderedDictionary<String, Value>] = []
    var exclude: [OrderedDictionary<String, Value>] = []

    /// - Throws: ``PlanningError`` at the key that is wrong.
    init(_ matrix: Located<Matrix>, in scope: Scope) throws(PlanningError) {
        switch matrix.content {
        case .template(let template):
            let value = try Self.evaluate("strategy.matrix", at: matrix.position) { () throws(ExpressionError) in
                try template.evaluate(in: scope)
            }
            guard case .object(let members) = value else {
                throw PlanningError(
                    .matrix, "strategy.matrix must be an object of arrays; its expression gives \(value.described)",
                    at: matrix.position)
            }
            for (key, value) in members { try set(key, value, at: matrix.position) }
        case .table(let dimensions, let include, let exclude):
            for (key, value) in dimensions { try set(key, value, in: scope, at: matrix.position) }
            if let include { try set("include", include, in: scope, at: matrix.position) }
            if let exclude { try set("exclude", exclude, in: scope, at: matrix.position) }
        }
    }

    private mutating func set(
        _ key: String, _ value: TemplateValue, in scope: Scope, at position: SourcePosition
    ) throws(PlanningError) {
        let value = try Self.evaluate("strategy.matrix." + key, at: position) { () throws(ExpressionError) in
            try value.evaluate(in: scope)
        }
        try set(key, value, at: position)
    }

    private mutating func set(_ key: String, _ value: Value, at position: SourcePosition) throws(PlanningError) {
        guard case .array(let elements) = value else {
            throw PlanningError(
                .matrix, "strategy.matrix.\(key) must be an array, not \(value.described)", at: position)
        }
        switch key.lowercased() {
        case "include": include = try Self.objects(elements, key, at: position)
        case "exclude": exclude = try Self.objects(elements, key, at: position)
        default:
            guard !elements.isEmpty else {
                throw PlanningError(.matrix, "strategy.matrix.\(key) has no values", at: position)
            }
            if let other = dimensions.keys.first(where: { $0.equalsIgnoringCase(key) }) {
                throw PlanningError(
                    .matrix, "strategy.matrix has both \(other) and \(key), which are the same key", at: position)
            }
            dimensions[key] = elements
        }
    }

    private static func objects(
        _ elements: [Value], _ key: String, at position: SourcePosition
    ) throws(PlanningError) -> [OrderedDictionary<String, Value>] {
        var objects: [OrderedDictionary<String, Value>] = []
        for (index, element) in elements.enumerated() {
            guard case .object(let members) = element else {
                throw PlanningError(
                    .matrix, "strategy.matrix.\(key)[\(index)] must be an object, not \(element.described)",
                    at: position)
            }
            objects.append(members)
        }
        return objects
    }

    private static func evaluate(
        _ key: String, at position: SourcePosition, _ body: () throws(ExpressionError) -> Value
    ) throws(PlanningError) -> Value {
        do throws(ExpressionError) {
            return try body()
        } catch {
            throw PlanningError(.expression, "\(key) cannot be evaluated: \(error)", at: position)
        }
    }
}

extension Value {
    /// For a sentence: `the string 'x'`, `null`, `an array`.
    var described: String {
        switch self {
        case .null: "null"
        case .bool, .number: coercedString
        case .string(let text): text.isEmpty ? "an empty text" : "the text '\(text.quotedForPeople)'"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
