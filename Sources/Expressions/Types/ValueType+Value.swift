public import Core
import OrderedCollections

extension ValueType {
    /// Of a value that is known.
    public init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .bool: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .array(let elements):
            let types = elements.map { ValueType($0) }
            self = .array(types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) })
        case .object(let members):
            self = .object(
                members.reduce(into: [:]) { $0[$1.key.lowercased()] = ValueType($1.value) }, rest: nil)
        }
    }
}
