/// Something in an expression that can't give what its author meant, whatever the run.
public struct TypeFinding: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// `path` reads `name`, which its object never has; `known` are the names that it has.
        case undefinedProperty(path: String, name: String, known: [String])
        /// Something without members is read like an object or an array.
        case noMembers(of: ValueType)
        /// An object is indexed by something else than a text, or an array by something else than a number.
        case wrongIndex(ValueType, of: ValueType)
        /// The two are never equal, and neither is less.
        case incomparable(ValueType, ValueType)
    }

    public var kind: Kind
    /// Unicode scalars from the start of the text that was parsed.
    public var offset: Int

    public init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
