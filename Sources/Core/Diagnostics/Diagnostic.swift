/// Something a person should know about a file they wrote. Errors of ours are thrown; what a job did is a ``Conclusion``.
public struct Diagnostic: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable {
        case error, warning, note
    }

    public var severity: Severity
    /// The rule's name as `anneal lint --explain` knows it, for example `unknown-key`; `unreadable-run` where the file is
    /// not to blame.
    public var rule: String
    public var message: String
    /// What to do about it, as an imperative sentence; nil where the message already says so.
    public var help: String?
    /// The file as the user named it, or its path in the repository.
    public var file: String
    public var position: SourcePosition

    public init(
        _ severity: Severity = .error, rule: String, _ message: String, help: String? = nil,
        file: String, at position: SourcePosition
    ) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.help = help
        self.file = file
        self.position = position
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `ci.yml:3:5: error: message [rule]`, and the help on a line of its own.
    public var description: String {
        let first = "\(file):\(position.line):\(position.column): \(severity.rawValue): \(message) [\(rule)]"
        guard let help else { return first }
        return first + "\n    help: " + help
    }
}
