import Core

/// What stands behind a dot or in brackets.
enum Selector {
    case name(String)
    case value(Value)

    /// For objects; nil for a container, which names nothing.
    var name: String? {
        switch self {
        case .name(let name): name
        case .value(let value): value.isContainer ? nil : value.coercedString
        }
    }

    /// For arrays, cut to a whole number; nil when it is none, or is negative.
    var position: Int? {
        switch self {
        // A name cannot begin with a digit.
        case .name: return nil
        case .value(let value):
            let number = value.coercedNumber.rounded(.down)
            return number >= 0 ? Int(exactly: number) : nil
        }
    }
}
