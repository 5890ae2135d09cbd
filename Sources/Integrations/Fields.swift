import Core

/// An object of a body, read field by field: knows its path so that an error can say where.
///
/// A field that may be missing reads as nil also when it has another type: what the engine does not need can't break it.
struct Fields {
    let value: Value
    private let path: String

    init(_ value: Value, path: String = "") {
        self.value = value
        self.path = path
    }

    func object(_ key: String) -> Fields? {
        guard let member = value[key], member.object != nil else { return nil }
        return Fields(member, path: name(key))
    }

    func objects(_ key: String) -> [Fields] {
        (value[key]?.array ?? []).enumerated().compactMap { offset, element in
            element.object == nil ? nil : Fields(element, path: "\(name(key))[\(offset)]")
        }
    }

    /// nil also when empty: forges send "" for what they don't know.
    func text(_ key: String) -> String? {
        guard let text = value[key]?.string, !text.isEmpty else { return nil }
        return text
    }

    func integer(_ key: String) -> Int? {
        value[key]?.number.flatMap(Int.init(exactly:))
    }

    func flag(_ key: String) -> Bool {
        value[key]?.bool == true
    }

    /// A number or text that names something.
    func identifier(_ key: String) -> String? {
        integer(key).map(String.init) ?? text(key)
    }

    /// nil also for zeros.
    func commit(_ key: String) -> CommitSHA? {
        guard let sha = text(key).flatMap(CommitSHA.init), !sha.isZero else { return nil }
        return sha
    }

    func requiredObject(_ key: String) throws(WebhookError) -> Fields {
        guard let object = object(key) else { throw complaint(key, wanted: "an object") }
        return object
    }

    func requiredText(_ key: String) throws(WebhookError) -> String {
        guard let text = text(key) else { throw complaint(key, wanted: "a text") }
        return text
    }

    /// - Returns: nil for zeros, which stand for "no commit".
    func requiredCommit(_ key: String) throws(WebhookError) -> CommitSHA? {
        guard let sha = CommitSHA(try requiredText(key)) else {
            throw WebhookError(.wrongField, "'\(name(key))' is not a commit's name of 40 or 64 hexadecimal digits")
        }
        return sha.isZero ? nil : sha
    }

    func requiredRef(_ key: String) throws(WebhookError) -> GitRef {
        let text = try requiredText(key)
        if let problem = RefName.problem(in: Array(text.utf8)) {
            throw WebhookError(.wrongField, "'\(name(key))' is not a full reference name: it \(problem)")
        }
        return GitRef(text)
    }

    func complaint(_ key: String, wanted: String) -> WebhookError {
        switch value[key] {
        case nil, .null: WebhookError(.missingField, "The body has no '\(name(key))'; \(wanted) belongs there")
        case .string(""): WebhookError(.missingField, "'\(name(key))' of the body is empty; \(wanted) belongs there")
        case .some(let found):
            WebhookError(.wrongField, "'\(name(key))' of the body is \(found.typeName) where \(wanted) belongs")
        }
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
}

extension Value {
    /// For messages.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    static func optional(_ text: String?) -> Value { text.map(Value.string) ?? .null }
}
