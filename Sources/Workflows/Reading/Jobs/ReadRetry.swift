import Core

struct RetryDraft {
    var maximum: Int?
    var causes: [RetryPolicy.Cause]?
    var backoff: Located<Duration>?
}

extension KeyTable<RetryDraft> {
    static let retry = KeyTable(
        "'retry'",
        [
            "max": .read { $2.maximum = $0.readMaximum($1) },
            "on": .read { $2.causes = $0.readCauses($1) },
            "backoff": .read { $2.backoff = $0.duration($1, "'backoff'") }
        ])
}

extension Reader {
    /// More would only hide what is wrong.
    private static let maximumRetries = 10

    private static let causes: [(name: String, conclusion: Conclusion)] = [
        ("lost", .lost), ("setup_failure", .setupFailure), ("timeout", .timedOut), ("failure", .failure)
    ]

    func readRetry(_ node: YAMLNode) -> Located<RetryPolicy>? {
        var draft = RetryDraft()
        guard read(node, by: .retry, into: &draft) else { return nil }
        require("max", in: node, "'retry'", help: "Say how often to try again, as in 'max: 2'.")
        guard let maximum = draft.maximum else { return nil }
        let policy = RetryPolicy(
            maximum: maximum, causes: draft.causes ?? RetryPolicy.machinery.causes,
            backoff: draft.backoff?.content ?? .zero)
        return Located(policy, at: node.position)
    }

    fileprivate func readMaximum(_ node: YAMLNode) -> Int? {
        guard let maximum = positiveInteger(node, "'max'") else { return nil }
        guard maximum <= Self.maximumRetries else {
            report(
                .invalidValue, "'max' must be at most \(Self.maximumRetries)", help: "Write a smaller number.",
                at: node.position)
            return nil
        }
        return maximum
    }

    fileprivate func readCauses(_ node: YAMLNode) -> [RetryPolicy.Cause] {
        (elements(node, "'on'") ?? []).compactMap { element in
            guard let text = text(element, "an entry of 'on'") else { return nil }
            if let cause = Self.causes.first(where: { $0.name == text.content }) {
                return .conclusion(cause.conclusion)
            }
            if text.content.hasPrefix("exit "), let code = Int(text.content.dropFirst(5)), (1...255).contains(code) {
                return .exitCode(code)
            }
            let names = Self.causes.map(\.name)
            report(
                .invalidValue, "'\(text.content.prefix(80))' is no reason to try again",
                help: suggestion(for: text.content, in: names)
                    ?? "Use \(names.joined(separator: ", ")), or 'exit 75' for an exit code.", at: text.position)
            return nil
        }
    }
}
