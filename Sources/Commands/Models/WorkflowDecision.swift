import Core

/// What one workflow did with an event, and why.
struct WorkflowDecision: Decodable, Sendable {
    var event: EventID
    var workflow: String?
    var verdict: String
    var reason: String
    var rule: String?
    var line: Int?
    var column: Int?
    var run: RunID?

    var lines: [StyledText] {
        let subject: StyledText = "\(workflow ?? "the event as a whole", .bold)"
        var place: StyledText = ""
        if let rule {
            place = " (\(rule)"
            if let line { place = place + " at line \(line)" }
            place = place + ")"
        }
        var lines: [StyledText] = ["\(subject): \(StyledText(verdict, colour))", "  \(reason)\(place)"]
        if let run { lines.append("  run \(run.rawValue)") }
        return lines
    }

    private var colour: StyledText.Style {
        guard let known = Decision.Verdict(rawValue: verdict) else { return .plain }
        return switch known {
        case .matched: .green
        case .invalid, .refused: .red
        case .filtered, .ignored, .duplicate: .yellow
        }
    }
}
