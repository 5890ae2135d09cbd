import Core
import OrderedCollections

extension Evaluator {
    mutating func access(_ selector: Selector, of base: Evaluated, at offset: Int) throws(ExpressionError) -> Evaluated
    {
        guard base.isFiltered, case .array(let elements) = base.value else {
            return Evaluated(value: base.value.member(selector) ?? .null)
        }
        let found = elements.compactMap { $0.member(selector) }
        try budget.charge(elements: found.count, at: offset)
        return Evaluated(value: .array(found), isFiltered: true)
    }

    mutating func star(_ base: Evaluated, at offset: Int) throws(ExpressionError) -> Evaluated {
        let containers: [Value]
        if base.isFiltered, case .array(let elements) = base.value {
            containers = elements
        } else {
            containers = [base.value]
        }
        try budget.charge(elements: containers.reduce(0) { $0 + $1.memberCount }, at: offset)
        return Evaluated(value: .array(containers.flatMap(\.members)), isFiltered: true)
    }
}

extension Value {
    fileprivate func member(_ selector: Selector) -> Value? {
        switch self {
        case .object:
            return selector.name.flatMap { member(ignoringCase: $0) }
        case .array(let elements):
            // A bare nil would be a Value here: null, not nothing.
            guard let position = selector.position, position < elements.count else { return .none }
            return elements[position]
        default:
            return .none
        }
    }

    fileprivate var memberCount: Int {
        switch self {
        case .object(let members): members.count
        case .array(let elements): elements.count
        default: 0
        }
    }

    fileprivate var members: [Value] {
        switch self {
        case .object(let members): members.values.elements
        case .array(let elements): elements
        default: []
        }
    }
}
