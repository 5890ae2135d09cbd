import Core
import Expressions

extension Reader {
    /// A text with expressions.
    func template(
        _ node: YAMLNode, _ what: String, _ shape: ValueShape = .text, at place: ExpressionPlace
    ) -> Located<Template>? {
        guard let text = anyText(node, what, shape) else { return nil }
        return parse(text, node, place, purpose: .text)
    }

    /// The same, where a text without anything in it makes no sense.
    func fullTemplate(
        _ node: YAMLNode, _ what: String, _ shape: ValueShape = .text, at place: ExpressionPlace
    ) -> Located<Template>? {
        guard let template = template(node, what, shape, at: place) else { return nil }
        guard template.literal != "" else {
            reportEmpty(node, what)
            return nil
        }
        return template
    }

    /// What a value must be unless it is one expression.
    enum Expectation {
        case boolean
        case positiveNumber
        case positiveInteger
        case minutes
    }

    /// A value of a type, or one expression that gives it.
    func typedTemplate(
        _ node: YAMLNode, _ what: String, _ expected: Expectation, at place: ExpressionPlace
    ) -> Located<Template>? {
        if let text = node.scalar?.value.string, text.contains("${{") {
            guard let template = parse(text, node, place) else { return nil }
            if template.parts.count == 1 { return template }
            report(
                .wrongType, "\(what) must be one expression without text around it",
                help: "Put all of it between one '${{' and '}}'; format() puts texts together.", at: node.position)
            return nil
        }
        switch (expected, node.scalar?.value) {
        case (.boolean, .bool): return template(node, what, at: place)
        case (.boolean, _): reportType(node, .booleanOrExpression, what)
        case (_, .number(let number)):
            let isWhole = number.rounded() == number
            guard number > 0, number.isFinite, expected != .positiveInteger || isWhole else {
                let kind = expected == .positiveInteger ? "a whole number above 0" : "above 0"
                report(
                    .invalidValue, "\(what) must be \(kind)", help: "Write a greater one, or remove it.",
                    at: node.position)
                return nil
            }
            guard expected != .minutes || number <= TimeLimit.longestMinutes else {
                report(
                    .invalidValue, "\(what) may be at most \(Int(TimeLimit.longestMinutes)), which is a year",
                    help: "Write a smaller one, or remove it.", at: node.position)
                return nil
            }
            return template(node, what, at: place)
        default: reportType(node, .numberOrExpression, what)
        }
        return nil
    }

    /// What stands behind `if:`; nothing there means `success()`.
    func condition(_ node: YAMLNode, _ what: String, at place: ExpressionPlace) -> Located<Condition>? {
        guard node.scalar != nil, let text = node.isNull ? "" : anyText(node, what) else {
            reportType(node, .condition, what)
            return nil
        }
        do {
            let condition = try Condition(parsing: text)
            check(condition.references, condition.functions, node, place)
            keep(condition, node)
            if !condition.hasTextOutsideExpression, condition.expression.isConstant {
                report(
                    .constantCondition, "\(what) is the same in every run", help: "Remove it, or what it stands for.",
                    severity: .warning, at: node.position)
            } else if condition.hasTextOutsideExpression {
                report(
                    .constantCondition, "\(what) always holds: text around '${{ }}' makes a text that is never empty",
                    help: "Put the whole condition between one '${{' and '}}', or leave them out.",
                    severity: .warning, at: node.position)
            }
            return Located(condition, at: node.position)
        } catch {
            report(error, in: node)
            return nil
        }
    }

    func parse(
        _ text: String, _ node: YAMLNode, _ place: ExpressionPlace, purpose: ExpressionUse.Purpose = .anything
    ) -> Located<Template>? {
        do {
            let template = try Template(parsing: text)
            if template.literal == nil {
                check(template.references, template.functions, node, place)
                keep(template, node, template.parts.count == 1 ? purpose : .text)
            }
            return Located(template, at: node.position)
        } catch {
            report(error, in: node)
            checkPieces(of: text, after: error, node, place)
            return nil
        }
    }

    /// One broken expression does not hide what is wrong with the others of its text.
    private func checkPieces(
        of text: String, after error: ExpressionError, _ node: YAMLNode, _ place: ExpressionPlace
    ) {
        let pieces = Template.pieces(of: text)
        guard pieces.count > 1 else { return }
        for (text, offset) in pieces.prefix(Self.mostPieces) {
            do {
                let template = try Template(parsing: text)
                let references = template.references.map {
                    Reference(context: $0.context, path: $0.path, offset: $0.offset + offset)
                }
                let functions = template.functions.map {
                    FunctionCall(name: $0.name, argumentCount: $0.argumentCount, offset: $0.offset + offset)
                }
                check(references, functions, node, place)
                keep(template, node, .text, from: offset)
            } catch let other {
                var shifted = other
                shifted.offset += offset
                if shifted.offset != error.offset { report(shifted, in: node) }
            }
        }
    }

    /// More in one text than a person reads.
    private static let mostPieces = 100

    private func report(_ error: ExpressionError, in node: YAMLNode) {
        let position = position(in: node, offset: error.offset)
        guard let function = error.unknownFunction else {
            return report(.expression, error.message, help: error.help, at: position)
        }
        let known = Expression.functionNames
        report(
            .unknownFunction, "there is no function '\(function.prefix(80))'",
            help: suggestion(for: function, in: known) ?? "The functions are \(known.joined(separator: ", ")).",
            at: position)
    }
}
