import Core

/// One word for where something is in its life, in its colour.
enum StateText {
    static func style(state: String, conclusion: String?) -> StyledText {
        guard let conclusion else {
            return StyledText(state, state == RunState.running.rawValue ? .blue : .dim)
        }
        return StyledText(conclusion, colour(conclusion))
    }

    private static func colour(_ conclusion: String) -> StyledText.Style {
        guard let known = Conclusion(rawValue: conclusion) else { return .plain }
        return switch known {
        case .success: .green
        case .warning, .cancelled: .yellow
        case .skipped: .dim
        case .failure, .timedOut, .lost, .setupFailure: .red
        }
    }
}
