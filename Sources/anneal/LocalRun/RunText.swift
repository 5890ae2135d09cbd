import Core
import JobProtocol
import Planning
import Store

/// What the views for people say in words. Names and messages may come from strangers: nothing of theirs but text is left.
enum RunText {
    /// One line for each workflow that starts nothing. One that starts a run is shown by its run, and whoever names a
    /// workflow need not be told that the others are not meant.
    static func lines(_ decisions: [DecisionRecord], of event: Event) -> [String] {
        decisions.compactMap { record in
            let decision = record.decision
            guard record.run == nil, decision.verdict != .matched else { return nil }
            if let name = event.workflow, let path = decision.workflow, !WorkflowFile.isNamed(path, by: name) {
                return nil
            }
            let subject = Console.safe(decision.workflow ?? "event")
            return "\(subject): \(decision.verdict.rawValue): \(Console.safe(decision.reason))"
        }
    }

    /// Why a run ended as it did, unless its diagnostics have said so.
    static func reason(of run: RunRecord) -> String {
        guard let reason = run.reason, !run.diagnostics.contains(where: { $0.severity == .error }) else { return "" }
        return ": " + Console.safe(reason)
    }

    /// As `anneal runs show` says it: the level apart, for it has a colour in some places.
    static func lines(_ annotation: Annotation) -> (level: String, rest: [String]) {
        var place = annotation.file.map { " " + $0 + (annotation.line.map { ":\($0)" } ?? "") + ":" } ?? ""
        if let title = annotation.title { place += " \(title):" }
        let lines = annotation.message.split(separator: "\n", omittingEmptySubsequences: false)
        let first = ":" + Console.safe(place) + " " + Console.safe(String(lines.first ?? ""))
        return (annotation.level.rawValue, [first] + lines.dropFirst().map { "  " + Console.safe(String($0)) })
    }

    /// A step whose failure does not count says so; that of another one is the job's.
    static func line(_ step: StepRecord) -> String? {
        guard let outcome = step.outcome, outcome.isFailure, step.conclusion?.isFailure == false else { return nil }
        let why = step.reason ?? step.signal.map { "signal \($0)" } ?? step.exitCode.map { "exit code \($0)" }
        let cause = why.map { ": " + Console.safe($0) } ?? ""
        return "step `\(Console.safe(step.name))` failed\(cause), and the job goes on (continue-on-error)"
    }
}
