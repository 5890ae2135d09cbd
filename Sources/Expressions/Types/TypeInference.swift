import Core

/// Finds out the type of an expression, and what in it can't be meant.
struct TypeInference {
    /// By name in lower case; of a context that is not here nothing is known.
    let contexts: [String: ValueType]
    private(set) var findings: [TypeFinding] = []

    init(contexts: [String: ValueType]) {
        self.contexts = contexts
    }

    mutating func type(of node: Node) -> ValueType {
        switch node {
        case .literal(let value): return ValueType(value)
        case .context(let name, _): return contexts[name] ?? .any
        case .property, .index, .star: return access(node).type
        case .not(let operand):
            _ = type(of: operand)
            return .boolean
        case .compare(_, let left, let right):
            let (leftType, rightType) = (type(of: left), type(of: right))
            if !Self.comparable(leftType, rightType) {
                add(.incomparable(leftType, rightType), left.start ?? right.start)
            }
            return .boolean
        case .all(let operands), .any(let operands): return joined(operands)
        case .call(let function, let arguments, _): return call(function, arguments)
        }
    }

    private mutating func joined(_ nodes: [Node]) -> ValueType {
        let types = nodes.map { type(of: $0) }
        return types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
    }

    private mutating func call(_ function: Function, _ arguments: [Node]) -> ValueType {
        if case .choose = function {
            // Condition and value by turns, and the last is what else to give.
            var values: [Node] = []
            for (index, argument) in arguments.enumerated() {
                if index % 2 == 1 || index == arguments.count - 1 {
                    values.append(argument)
                } else {
                    _ = type(of: argument)
                }
            }
            return joined(values)
        }
        for argument in arguments { _ = type(of: argument) }
        switch function {
        case .contains, .startsWith, .endsWith, .success, .failure, .always, .cancelled: return .boolean
        case .format, .join, .toJSON, .hashFiles: return .string
        case .fromJSON:
            guard case .literal(.string(let text))? = arguments.first, let value = try? Value(json: text) else {
                return .any
            }
            return ValueType(value)
        case .choose: return .any
        }
    }

    // MARK: Members

    /// - Returns: the type of a member, or that of each element when a `*` before it made a list of many.
    private mutating func access(_ node: Node) -> (type: ValueType, isFiltered: Bool) {
        switch node {
        case .property(let base, let name, let span):
            let (type, isFiltered) = receiver(base)
            return member(name, of: type, isFiltered, base, span.lowerBound)
        case .index(let base, .literal(.string(let name)), let span):
            let (type, isFiltered) = receiver(base)
            if case .array(let element) = type {
                add(.wrongIndex(.string, of: type), base.start ?? span.lowerBound)
                return (element, isFiltered)
            }
            return member(name, of: type, isFiltered, base, span.lowerBound)
        case .index(let base, let index, let span):
            let (type, isFiltered) = receiver(base)
            let indexType = self.type(of: index)
            return element(of: type, indexType, isFiltered, base.start ?? span.lowerBound)
        case .star(let base, _):
            switch receiver(base).type {
            case .array(let element): return (.array(element), true)
            case .object(let members, let rest):
                let types = Array(members.values) + (rest.map { [$0] } ?? [])
                return (.array(types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }), true)
            default: return (.array(.any), true)
            }
        default: return (type(of: node), false)
        }
    }

    private mutating func receiver(_ base: Node) -> (type: ValueType, isFiltered: Bool) { access(base) }

    private mutating func member(
        _ name: String, of type: ValueType, _ isFiltered: Bool, _ base: Node, _ offset: Int
    ) -> (type: ValueType, isFiltered: Bool) {
        if isFiltered, case .array(let element) = type {
            // Elements without the member are left out, which is what a filter is for.
            return (.array(element.member(name) ?? .any), true)
        }
        switch type {
        case .any: return (.any, false)
        case .object(let members, _):
            if let member = type.member(name) { return (member, false) }
            add(
                .undefinedProperty(path: base.path, name: name, known: members.keys.sorted()),
                base.start ?? offset)
            return (.any, false)
        case .null, .boolean, .number, .string, .array:
            add(.noMembers(of: type), base.start ?? offset)
            return (.any, false)
        }
    }

    private mutating func element(
        of type: ValueType, _ index: ValueType, _ isFiltered: Bool, _ offset: Int
    ) -> (type: ValueType, isFiltered: Bool) {
        switch (type, index) {
        case (.any, _): return (.any, false)
        case (.array(let element), .number), (.array(let element), .any): return (element, false)
        case (.object(let members, let rest), .string), (.object(let members, let rest), .any):
            let types = Array(members.values) + (rest.map { [$0] } ?? [.any])
            return (types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }, false)
        case (.array, _), (.object, _):
            add(.wrongIndex(index, of: type), offset)
            return (.any, false)
        default:
            add(.noMembers(of: type), offset)
            return (.any, false)
        }
    }

    /// Objects and arrays are equal only to themselves, and everything else is converted to a number.
    private static func comparable(_ left: ValueType, _ right: ValueType) -> Bool {
        switch (left, right) {
        case (.any, _), (_, .any): true
        case (.object, .object), (.array, .array): true
        default: !left.isContainer && !right.isContainer
        }
    }

    private mutating func add(_ kind: TypeFinding.Kind, _ offset: Int?) {
        findings.append(TypeFinding(kind: kind, offset: offset ?? 0))
    }
}

extension Node {
    /// Where its text begins, as far as that is known.
    fileprivate var start: Int? {
        switch self {
        case .context(_, let span), .call(_, _, let span): span.lowerBound
        case .property(let base, _, let span), .index(let base, _, let span), .star(let base, let span):
            base.start ?? span.lowerBound
        case .not(let operand): operand.start
        case .compare(_, let left, let right): left.start ?? right.start
        case .all(let operands), .any(let operands): operands.lazy.compactMap(\.start).first
        case .literal: nil
        }
    }

    /// As its author may have written it: `github.event`.
    fileprivate var path: String {
        guard let reference else { return "it" }
        return ([reference.context] + reference.path).joined(separator: ".")
    }
}
