public import OrderedCollections

/// A JSON value that keeps the order of its keys: what events, contexts, matrices and expressions are made of.
public enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Value])
    case object(OrderedDictionary<String, Value>)

    public static let emptyObject = Value.object([:])

    /// An object of strings, by name.
    public init(_ texts: [String: String]) {
        let members = texts.sorted { $0.key < $1.key }
        self = .object(OrderedDictionary(uniqueKeysWithValues: members.map { ($0.key, .string($0.value)) }))
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(OrderedDictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension Value {
    /// The member of an object under exactly this key; nil for every other kind of value.
    public subscript(key: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    public var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    public var array: [Value]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    public var object: OrderedDictionary<String, Value>? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
