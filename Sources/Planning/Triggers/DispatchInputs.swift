public import Core
import Expressions
import OrderedCollections
public import Workflows

/// The inputs of a dispatch held against the ones that `on.workflow_dispatch` declares.
public struct DispatchInputs {
    /// GitHub's limit for all inputs together, in characters.
    private static let lengthLimit = 65_535

    let definitions: [InputDefinition]

    public init(definitions: [InputDefinition]) {
        self.definitions = definitions
    }

    enum Result {
        /// The `inputs` context.
        case accepted(Value)
        /// - Parameter input: the one that is wrong; nil when it is not one of the declared.
        case refused(reason: String, input: Located<String>?)
    }

    func check(_ given: Value) -> Result {
        let (inputs, faults) = examine(given)
        guard let first = faults.first else { return .accepted(inputs) }
        return .refused(reason: first.reason, input: first.input)
    }

    /// Everything that is wrong with the inputs of a request, a sentence each.
    public func refusals(_ given: Value) -> [String] { examine(given).faults.map(\.reason) }

    private typealias Fault = (reason: String, input: Located<String>?)

    private func examine(_ given: Value) -> (inputs: Value, faults: [Fault]) {
        guard let members = given.object ?? (given == .null ? [:] : nil) else {
            return (nil, [("the inputs must be an object, not \(given.kindName.lowercased())", nil)])
        }
        guard members.values.reduce(0, { $0 + $1.coercedString.utf8.count }) <= Self.lengthLimit else {
            return (nil, [("the inputs are longer than \(Self.lengthLimit) characters together", nil)])
        }
        var faults: [Fault] = []
        for key in members.keys where !definitions.contains(where: { $0.name.content.equalsIgnoringCase(key) }) {
            faults.append(("there is no input '\(key.quotedForPeople)'\(advice(for: key))", nil))
        }
        var inputs: OrderedDictionary<String, Value> = [:]
        for definition in definitions {
            let name = definition.name.content
            let value = members[name] ?? members.elements.first { $0.key.equalsIgnoringCase(name) }?.value
            switch definition.value(for: value) {
            case .success(let value): inputs[name] = value
            case .failure(let problem): faults.append(("input '\(name)' \(problem.sentence)", definition.name))
            }
        }
        return (.object(inputs), faults)
    }

    private func advice(for unknown: String) -> String {
        guard let near = Suggestion.nearest(to: unknown, in: definitions.map(\.name.content)) else {
            return "; " + declared
        }
        return "; did you mean '\(near)'?"
    }

    private var declared: String {
        guard !definitions.isEmpty else { return "the workflow declares none" }
        return "there are " + definitions.map { "'\($0.name.content)'" }.joined(separator: ", ")
    }
}

extension InputDefinition {
    struct Problem: Error {
        var sentence: String
    }

    /// - Parameter given: nil when the dispatch does not name the input.
    func value(for given: Value?) -> Result<Value, Problem> {
        if let given, given != .null { return typed(given) }
        if let defaultValue { return typed(defaultValue) }
        if isRequired { return .failure(Problem(sentence: "is required and has no default")) }
        switch kind {
        case .boolean: return .success(false)
        case .number: return .success(.null)
        case .string, .choice, .environment: return .success("")
        }
    }

    private func typed(_ value: Value) -> Result<Value, Problem> {
        let shown = "'\(value.coercedString.quotedForPeople)'"
        switch (kind, value) {
        case (_, .array), (_, .object):
            return .failure(Problem(sentence: "must be one value, not \(value.kindName.lowercased())"))
        case (.boolean, .bool): return .success(value)
        case (.boolean, .string("true")): return .success(true)
        case (.boolean, .string("false")): return .success(false)
        case (.boolean, _): return .failure(Problem(sentence: "must be true or false, not \(shown)"))
        case (.number, .number): return .success(value)
        case (.number, .string(let text)):
            let number = value.coercedNumber
            guard number.isFinite, !text.allSatisfy(\.isWhitespace) else {
                return .failure(Problem(sentence: "must be a number, not \(shown)"))
            }
            return .success(.number(number))
        case (.number, _): return .failure(Problem(sentence: "must be a number, not \(shown)"))
        case (.choice, _):
            guard options.contains(value.coercedString) else {
                let choices = options.map { "'\($0)'" }.joined(separator: ", ")
                return .failure(Problem(sentence: "must be one of \(choices), not \(shown)"))
            }
            return .success(.string(value.coercedString))
        case (.string, _), (.environment, _):
            guard !isRequired || !value.coercedString.isEmpty else {
                return .failure(Problem(sentence: "is required and must not be empty"))
            }
            return .success(.string(value.coercedString))
        }
    }
}
