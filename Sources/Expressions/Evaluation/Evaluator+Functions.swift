import Core

extension Evaluator {
    /// The parser has checked the number of arguments.
    mutating func call(
        _ function: Function, _ arguments: [Node], at offset: Int
    ) throws(ExpressionError) -> Evaluated {
        if function == .choose { return try choose(arguments, at: offset) }
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try evaluate(argument).value) }
        return Evaluated(value: try apply(function, to: values, at: offset))
    }

    private mutating func apply(
        _ function: Function, to values: [Value], at offset: Int
    ) throws(ExpressionError) -> Value {
        switch function {
        case .contains: return .bool(Self.contains(values[0], values[1]))
        case .startsWith: return .bool(Self.test(values) { $0.hasPrefixIgnoringCase($1) })
        case .endsWith: return .bool(Self.test(values) { $0.hasSuffixIgnoringCase($1) })
        case .format: return .string(try format(values, at: offset))
        case .join: return .string(try join(values, at: offset))
        case .toJSON: return .string(try toJSON(values[0], at: offset))
        case .fromJSON: return try fromJSON(values[0], at: offset)
        case .hashFiles: return .string(try hashFiles(values, at: offset))
        case .success: return .bool(try status(function, at: offset).success)
        case .failure: return .bool(try status(function, at: offset).failure)
        case .cancelled: return .bool(try status(function, at: offset).cancelled)
        case .always:
            _ = try status(function, at: offset)
            return .bool(true)
        case .choose: return .null
        }
    }

    /// Only the conditions up to the one that holds, and its value, are evaluated.
    private mutating func choose(_ arguments: [Node], at offset: Int) throws(ExpressionError) -> Evaluated {
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            guard case .bool(let holds) = try evaluate(arguments[index]).value else {
                throw ExpressionError(
                    .evaluation, "case predicate must evaluate to a boolean value", offset: offset)
            }
            if holds { return try evaluate(arguments[index + 1]) }
        }
        return try evaluate(arguments[arguments.count - 1])
    }

    private static func contains(_ haystack: Value, _ needle: Value) -> Bool {
        if case .array(let elements) = haystack { return elements.contains { needle.isLooselyEqual(to: $0) } }
        return test([haystack, needle]) { $0.containsIgnoringCase($1) }
    }

    private static func test(_ values: [Value], _ holds: (String, String) -> Bool) -> Bool {
        guard !values[0].isContainer, !values[1].isContainer else { return false }
        return holds(values[0].coercedString, values[1].coercedString)
    }

    private mutating func join(_ values: [Value], at offset: Int) throws(ExpressionError) -> String {
        guard case .array(let elements) = values[0] else {
            return values[0].isContainer ? "" : values[0].coercedString
        }
        let separator = values.count > 1 && !values[1].isContainer ? values[1].coercedString : ","
        var text = ""
        for (index, element) in elements.enumerated() {
            let piece = (index > 0 ? separator : "") + element.coercedString
            try budget.charge(characters: piece.utf8.count, at: offset)
            text += piece
        }
        return text
    }

    private func hashFiles(_ values: [Value], at offset: Int) throws(ExpressionError) -> String {
        guard let hashFiles = scope.hashFiles else {
            throw ExpressionError(.evaluation, "hashFiles() is not available here", offset: offset)
        }
        do {
            return try hashFiles(values.map(\.coercedString))
        } catch {
            throw ExpressionError(.evaluation, "hashFiles() failed: \(error)", offset: offset)
        }
    }

    private func status(_ function: Function, at offset: Int) throws(ExpressionError) -> Scope.Status {
        guard let status = scope.status else {
            throw ExpressionError(
                .evaluation, "\(function.name)() is available only in an 'if:'", offset: offset)
        }
        return status
    }
}
