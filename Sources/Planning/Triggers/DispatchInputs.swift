import Core
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
        guard let given = given.object else {
            guard given == .null else {
                return .refused(reason: "the inputs must be an object, not \(given.kindName.lowercased())", input: nil)
            }
            return check(members: [:])
        }
        return check(members: given)
    }

    private func check(members given: OrderedDictionary<String, Value>) -> Result {
        guard given.values.reduce(0, { $0 + $1.coercedString.utf8.count }) <= Self.lengthLimit else {
            return .refused(reason: "the inputs are longer than \(Self.lengthLimit) characters together", input: nil)
        }
        if let unknown = given.keys.first(where: { key in
            !definitions.contains { $0.name.content.equalsIgnoringCase(key) }
        }) {
            return .refused(reason: "there is no input '\(unknown.quotedForPeople)'; \(declared)", input: nil)
        }
        var inputs: OrderedDictionary<String, Value> = [:]
        for definition in definitions {
            let name = definition.name.content
            let value = given[name] ?? given.elements.first { $0.key.equalsIgnoringCase(name) }?.value
            switch definition.value(for: value) {
            case .success(let value): inputs[name] = value
            case .failure(let problem):
                return .refused(reason: "input '\(name)' \(problem.sentence)", input: definition.name)
            }
        }
        return .accepted(.object(inputs))
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
