import Core

/// Recursive descent, one method a level of precedence, loosest first: `||`, `&&`, `==` `!=`, `<` `<=` `>` `>=`, `!`,
/// then `.` and `[]`.
///
/// Both the nesting of calls here and the height of the tree are bounded, so that neither parsing nor evaluating
/// can exhaust the stack whatever the text.
struct Parser {
    /// GitHub's limit.
    static let maximumDepth = 50

    private struct Branch {
        var node: Node
        /// A leaf has 1.
        var height = 1
    }

    private let tokens: [Token]
    private let scalars: [Unicode.Scalar]
    private let contexts: Set<String>?
    private var index = 0
    private var depth = 0

    /// - Parameter contexts: allowed names, without regard to case; nil allows any.
    init(_ tokens: [Token], of scalars: [Unicode.Scalar], contexts: Set<String>?) {
        self.tokens = tokens
        self.scalars = scalars
        self.contexts = contexts
    }

    mutating func parse() throws(ExpressionError) -> Node {
        if current.kind == .end { return .literal(.null) }
        let branch = try parseExpression()
        guard current.kind == .end else { throw unexpected() }
        return branch.node
    }

    private mutating func parseExpression() throws(ExpressionError) -> Branch {
        try enter()
        defer { depth -= 1 }
        return try parseSequence(of: .or, Node.any) { (parser) throws(ExpressionError) in
            try parser.parseSequence(of: .and, Node.all) { (parser) throws(ExpressionError) in
                try parser.parseEquality()
            }
        }
    }

    private mutating func parseSequence(
        of kind: Token.Kind, _ join: ([Node]) -> Node,
        operand: (inout Parser) throws(ExpressionError) -> Branch
    ) throws(ExpressionError) -> Branch {
        let first = try operand(&self)
        guard current.kind == kind else { return first }
        var operands = [first.node]
        var height = first.height
        while accept(kind) {
            let next = try operand(&self)
            operands.append(next.node)
            height = max(height, next.height)
        }
        return try grow(join(operands), over: height)
    }

    private mutating func parseEquality() throws(ExpressionError) -> Branch {
        var left = try parseOrdering()
        while case .comparison(let comparison) = current.kind {
            index += 1
            let right = try parseOrdering()
            left = try grow(.compare(comparison, left.node, right.node), over: max(left.height, right.height))
        }
        return left
    }

    private mutating func parseOrdering() throws(ExpressionError) -> Branch {
        var left = try parseNegation()
        while case .comparison(let comparison) = current.kind, comparison != .equal, comparison != .notEqual {
            index += 1
            let right = try parseNegation()
            left = try grow(.compare(comparison, left.node, right.node), over: max(left.height, right.height))
        }
        return left
    }

    private mutating func parseNegation() throws(ExpressionError) -> Branch {
        guard accept(.not) else { return try parseAccess() }
        try enter()
        defer { depth -= 1 }
        let operand = try parseNegation()
        return try grow(.not(operand.node), over: operand.height)
    }

    /// An operand and the `.name`, `[index]`, `.*` and `[*]` after it.
    private mutating func parseAccess() throws(ExpressionError) -> Branch {
        let start = current.span.lowerBound
        let isLiteral = current.isLiteral
        var base = try parseOperand()
        while !isLiteral {
            if accept(.leftBracket) {
                if accept(.star) {
                    try expect(.rightBracket)
                    base = try grow(.star(base.node, start..<end), over: base.height)
                } else {
                    let place = try parseExpression()
                    try expect(.rightBracket)
                    base = try grow(
                        .index(base.node, place.node, start..<end), over: max(base.height, place.height))
                }
            } else if accept(.dot) {
                if accept(.star) {
                    base = try grow(.star(base.node, start..<end), over: base.height)
                } else {
                    let name = currentText
                    try expect(.identifier)
                    base = try grow(.property(base.node, name, start..<end), over: base.height)
                }
            } else {
                break
            }
        }
        return base
    }

    private mutating func parseOperand() throws(ExpressionError) -> Branch {
        let token = current
        if token.kind == .identifier { return try parseName() }
        index += 1
        switch token.kind {
        case .null: return Branch(node: .literal(.null))
        case .bool(let flag): return Branch(node: .literal(.bool(flag)))
        case .number(let number): return Branch(node: .literal(.number(number)))
        case .string(let text): return Branch(node: .literal(.string(text)))
        case .leftParenthesis:
            let group = try parseExpression()
            try expect(.rightParenthesis)
            return group
        default:
            index -= 1
            throw unexpected()
        }
    }

    private mutating func parseName() throws(ExpressionError) -> Branch {
        let word = currentText
        let name = word.lowercased()
        let start = current.span.lowerBound
        index += 1
        guard accept(.leftParenthesis) else {
            if let contexts, !contexts.contains(name), !contexts.contains(where: { $0.lowercased() == name }) {
                throw ExpressionError(.parsing, "Unrecognized named-value: '\(word)'", offset: start)
            }
            return Branch(node: .context(name, start..<end))
        }
        guard let function = Function(rawValue: name) else {
            let known = Expression.functionNames.joined(separator: ", ")
            throw ExpressionError(
                .parsing, "Unrecognized function: '\(word)'; the functions are \(known)", offset: start,
                unknownFunction: word)
        }
        var arguments: [Node] = []
        var height = 0
        while current.kind != .rightParenthesis || !arguments.isEmpty {
            let argument = try parseExpression()
            arguments.append(argument.node)
            height = max(height, argument.height)
            if !accept(.comma) { break }
        }
        try expect(.rightParenthesis)
        try check(arguments.count, of: function, at: start)
        return try grow(.call(function, arguments, start..<end), over: height)
    }

    private func check(_ count: Int, of function: Function, at offset: Int) throws(ExpressionError) {
        let arity = function.arity
        var complaint: String?
        if count < arity.lowerBound {
            complaint = "Too few parameters supplied: '\(function.name)' takes at least \(arity.lowerBound)"
        } else if count > arity.upperBound {
            complaint = "Too many parameters supplied: '\(function.name)' takes at most \(arity.upperBound)"
        } else if function == .choose, count.isMultiple(of: 2) {
            complaint = "Even number of parameters supplied: 'case' takes pairs of condition and value, then a default"
        }
        if let complaint {
            let help = "Give it as many as it takes, with commas between them."
            throw ExpressionError(.parsing, complaint, help: help, offset: offset)
        }
    }

    // MARK: Tokens

    private var current: Token { tokens[index] }

    /// Where the last token that was read ends.
    private var end: Int { index > 0 ? tokens[index - 1].span.upperBound : 0 }

    private var currentText: String { scalars[current.span].text }

    private mutating func accept(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ kind: Token.Kind) throws(ExpressionError) {
        guard accept(kind) else { throw unexpected() }
    }

    private func unexpected() -> ExpressionError {
        guard current.kind == .end, index > 0 else {
            return ExpressionError(.parsing, "Unexpected symbol: '\(currentText)'", offset: current.span.lowerBound)
        }
        let last = tokens[index - 1].span
        let text = scalars[last].text
        return ExpressionError(
            .parsing, "Unexpected end of expression: '\(text)'", help: "Write what is to follow, or remove it.",
            offset: last.lowerBound)
    }

    // MARK: Limits

    private mutating func enter() throws(ExpressionError) {
        guard depth < Self.maximumDepth else { throw tooDeep() }
        depth += 1
    }

    private func grow(_ node: Node, over height: Int) throws(ExpressionError) -> Branch {
        guard height < Self.maximumDepth else { throw tooDeep() }
        return Branch(node: node, height: height + 1)
    }

    private func tooDeep() -> ExpressionError {
        ExpressionError(
            .parsing, "Exceeded max expression depth \(Self.maximumDepth)",
            help: "Take it apart into several values of 'env'.", offset: current.span.lowerBound)
    }
}

extension Token {
    /// Only names, calls and groups have properties.
    fileprivate var isLiteral: Bool {
        switch kind {
        case .null, .bool, .number, .string: true
        default: false
        }
    }
}
