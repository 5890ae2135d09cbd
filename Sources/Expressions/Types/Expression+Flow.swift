import Core

/// An access to a context whose value becomes a part of what the expression gives.
public struct Source: Hashable, Sendable {
    /// Lower case.
    public var context: String
    /// The members after the context; nil for one that is known only in the run, or for all of them (`*`).
    public var path: [String?]
    /// It goes through `toJSON`, so that everything below the path comes along.
    public var isWhole: Bool
    /// Unicode scalars from the start of the text that was parsed.
    public var offset: Int

    public init(context: String, path: [String?], isWhole: Bool = false, offset: Int) {
        self.context = context
        self.path = path
        self.isWhole = isWhole
        self.offset = offset
    }
}

extension Expression {
    /// Where its value comes from. What is only compared or looked at, as by `contains()`, leaves no trace in it.
    public var sources: [Source] {
        var sources: [Source] = []
        root.collectSources(isWhole: false, into: &sources)
        return sources
    }
}

extension Template {
    /// The sources of all its expressions, with their offsets in the template.
    public var sources: [Source] {
        parts.flatMap { part -> [Source] in
            guard case .expression(let expression, let offset) = part else { return [] }
            return expression.sources.map {
                Source(context: $0.context, path: $0.path, isWhole: $0.isWhole, offset: $0.offset + offset)
            }
        }
    }
}

extension Node {
    fileprivate func collectSources(isWhole: Bool, into sources: inout [Source]) {
        switch self {
        case .literal, .not, .compare: break
        case .context, .property, .index, .star:
            if let source = source(isWhole: isWhole) {
                sources.append(source)
            } else {
                base?.collectSources(isWhole: isWhole, into: &sources)
            }
        case .all(let operands), .any(let operands):
            for operand in operands { operand.collectSources(isWhole: isWhole, into: &sources) }
        case .call(let function, let arguments, _):
            switch function {
            case .format, .join, .fromJSON:
                for argument in arguments { argument.collectSources(isWhole: isWhole, into: &sources) }
            case .toJSON:
                for argument in arguments { argument.collectSources(isWhole: true, into: &sources) }
            case .choose:
                for (index, argument) in arguments.enumerated() where index % 2 == 1 || index == arguments.count - 1 {
                    argument.collectSources(isWhole: isWhole, into: &sources)
                }
            case .contains, .startsWith, .endsWith, .hashFiles, .success, .failure, .always, .cancelled: break
            }
        }
    }

    /// What a member is taken from.
    private var base: Node? {
        switch self {
        case .property(let base, _, _), .index(let base, _, _), .star(let base, _): base
        default: nil
        }
    }

    /// nil when it does not start at a context.
    private func source(isWhole: Bool) -> Source? {
        var node = self
        var path: [String?] = []
        while true {
            switch node {
            case .context(let name, let span):
                return Source(context: name, path: path.reversed(), isWhole: isWhole, offset: span.lowerBound)
            case .property(let base, let name, _):
                path.append(name)
                node = base
            case .index(let base, let index, _):
                if case .literal(let value) = index { path.append(value.coercedString) } else { path.append(nil) }
                node = base
            case .star(let base, _):
                path.append(nil)
                node = base
            default: return nil
            }
        }
    }
}
