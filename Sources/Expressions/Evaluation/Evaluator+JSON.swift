import Core
import OrderedCollections

extension Evaluator {
    mutating func toJSON(_ value: Value, at offset: Int) throws(ExpressionError) -> String {
        // Before building it: indentation can make the text far larger than the value.
        try charge(value, level: 1, at: offset)
        return value.json(indent: 2)
    }

    private mutating func charge(_ value: Value, level: Int, at offset: Int) throws(ExpressionError) {
        switch value {
        case .null, .bool, .number: break
        case .string(let text): try budget.charge(characters: text.utf8.count, at: offset)
        case .array(let elements):
            for element in elements {
                try budget.charge(characters: 2 * level, at: offset)
                try charge(element, level: level + 1, at: offset)
            }
        case .object(let members):
            for (key, member) in members {
                try budget.charge(characters: 2 * level + key.utf8.count, at: offset)
                try charge(member, level: level + 1, at: offset)
            }
        }
    }

    mutating func fromJSON(_ value: Value, at offset: Int) throws(ExpressionError) -> Value {
        let text = value.coercedString
        try budget.charge(characters: text.utf8.count, at: offset)
        do {
            return try Value(json: text)
        } catch {
            let what = text.utf8.isEmpty ? "an empty text" : "not JSON: \(error)"
            throw ExpressionError(.evaluation, "fromJSON() was given \(what)", offset: offset)
        }
    }
}
