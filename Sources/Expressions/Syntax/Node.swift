import Core

/// The syntax tree. Spans are in scalars of the expression's text.
indirect enum Node: Sendable {
    case literal(Value)
    /// The name is in lower case.
    case context(String, Range<Int>)
    /// `base.name`
    case property(Node, String, Range<Int>)
    /// `base[index]`
    case index(Node, Node, Range<Int>)
    /// `base.*` or `base[*]`
    case star(Node, Range<Int>)
    case not(Node)
    case compare(Comparison, Node, Node)
    case all([Node])
    case any([Node])
    case call(Function, [Node], Range<Int>)
}

extension Node {
    /// Visits the node and all below it, in the order of the text; `a.b.c` is visited once, as a whole,
    /// then what is computed inside its brackets.
    func walk(_ visit: (Node) -> Void) {
        visit(self)
        walkBelow(visit)
    }

    private func walkBelow(_ visit: (Node) -> Void) {
        switch self {
        case .literal, .context: break
        case .property(let base, _, _), .star(let base, _): base.walkAsBase(visit)
        case .index(let base, let index, _):
            base.walkAsBase(visit)
            index.walk(visit)
        case .not(let operand): operand.walk(visit)
        case .compare(_, let left, let right):
            left.walk(visit)
            right.walk(visit)
        case .all(let operands), .any(let operands), .call(_, let operands, _):
            for operand in operands { operand.walk(visit) }
        }
    }

    private func walkAsBase(_ visit: (Node) -> Void) {
        switch self {
        case .context, .property, .index, .star: walkBelow(visit)
        default: walk(visit)
        }
    }

    /// The context and the constant path this node reads; nil when it does not start at a context.
    var reference: Reference? {
        var node = self
        var parts: [String?] = []
        while true {
            switch node {
            case .context(let name, let span):
                let path = parts.reversed().prefix { $0 != nil }.compactMap { $0 }
                return Reference(context: name, path: path, offset: span.lowerBound)
            case .property(let base, let name, _):
                parts.append(name)
                node = base
            case .index(let base, .literal(let index), _):
                parts.append(index.coercedString)
                node = base
            case .index(let base, _, _), .star(let base, _):
                parts.append(nil)
                node = base
            default:
                return nil
            }
        }
    }

    /// Where its text is; nil for what explains itself or is made of several operands.
    var span: Range<Int>? {
        switch self {
        case .context(_, let span), .property(_, _, let span), .index(_, _, let span), .star(_, let span),
            .call(_, _, let span):
            span
        default: nil
        }
    }
}
