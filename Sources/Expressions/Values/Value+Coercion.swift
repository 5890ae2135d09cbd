public import Core

/// GitHub's conversions, which are JavaScript's but for containers.
extension Value {
    /// False are null, false, 0, NaN and the empty string.
    public var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .number(let number): number != 0 && !number.isNaN
        case .string(let text): !text.isEmpty
        case .array, .object: true
        }
    }

    /// NaN when it is no number; null is 0, true is 1.
    public var coercedNumber: Double {
        switch self {
        case .null: 0
        case .bool(let flag): flag ? 1 : 0
        case .number(let number): number
        case .string(let text): Double(coercing: text)
        case .array, .object: .nan
        }
    }

    /// null is the empty string; containers are the words `Array` and `Object`.
    public var coercedString: String {
        switch self {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.formatted
        case .string(let text): text
        case .array: "Array"
        case .object: "Object"
        }
    }

    /// `Null`, `Boolean`, `Number`, `String`, `Array` or `Object`.
    public var kindName: String {
        switch self {
        case .null: "Null"
        case .bool: "Boolean"
        case .number: "Number"
        case .string: "String"
        case .array: "Array"
        case .object: "Object"
        }
    }

    var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
