/// What is known of a value before there is a run.
public indirect enum ValueType: Hashable, Sendable {
    case any
    case null, boolean, number, string
    case array(ValueType)
    /// - Parameters:
    ///   - members: by their names in lower case, since case does not count.
    ///   - rest: of every other member; nil = there is none.
    case object(_ members: [String: ValueType], rest: ValueType?)

    /// With its article, for messages.
    public var described: String {
        switch self {
        case .any: "a value"
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }

    public var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    /// What covers both.
    public func joined(with other: ValueType) -> ValueType {
        switch (self, other) {
        case _ where self == other: self
        case (.array(let left), .array(let right)): .array(left.joined(with: right))
        case (.object(let left, let leftRest), .object(let right, let rightRest)):
            .object(
                left.merging(right) { $0.joined(with: $1) },
                rest: leftRest.flatMap { rest in rightRest.map(rest.joined) } ?? leftRest ?? rightRest)
        default: .any
        }
    }

    /// The type of a member; nil when there is no such member.
    func member(_ name: String) -> ValueType? {
        guard case .object(let members, let rest) = self else { return .any }
        return members[name.lowercased()] ?? rest
    }
}
