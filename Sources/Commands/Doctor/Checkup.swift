import Core

/// What one check of `anneal doctor` found.
struct Checkup: Listable, Sendable {
    enum Verdict: String, Sendable {
        case ok
        case warn
        case fail = "FAIL"
    }

    var verdict: Verdict
    var subject: String
    var finding: String
    /// What to do; nil when all is well.
    var advice: String?

    static func ok(_ subject: String, _ finding: String) -> Checkup {
        Checkup(verdict: .ok, subject: subject, finding: finding)
    }

    static func warn(_ subject: String, _ finding: String, _ advice: String) -> Checkup {
        Checkup(verdict: .warn, subject: subject, finding: finding, advice: advice)
    }

    static func fail(_ subject: String, _ finding: String, _ advice: String) -> Checkup {
        Checkup(verdict: .fail, subject: subject, finding: finding, advice: advice)
    }

    static var header: [String] { [] }

    var json: Value {
        [
            "verdict": .string(verdict.rawValue.lowercased()), "subject": .string(subject),
            "finding": .string(finding), "advice": advice.map(Value.string) ?? .null
        ]
    }

    func row(at now: Timestamp) -> [StyledText] {
        let colour: StyledText.Style = verdict == .ok ? .green : verdict == .warn ? .yellow : .red
        let text: StyledText = advice.map { "\(finding): \($0)" } ?? "\(finding)"
        return ["\(verdict.rawValue, colour)", "\(subject)", text]
    }
}
