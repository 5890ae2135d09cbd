import Core

/// What a commit's author writes into its message so that `push` and `pull_request` start nothing.
struct SkipInstruction {
    /// As it stands in the message.
    let text: String

    private static let markers = ["[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]"]

    /// - Returns: nil when the message has none.
    init?(in message: String) {
        let lowered = message.lowercased()
        if let marker = Self.markers.first(where: { lowered.contains($0) }) {
            text = marker
        } else if Self.hasTrailer(message) {
            text = "skip-checks: true"
        } else {
            return nil
        }
    }

    /// The trailer is the last line, after a blank one.
    private static func hasTrailer(_ message: String) -> Bool {
        let lines = message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
        let text = lines[last].filter { !$0.isWhitespace }.lowercased()
        return text == "skip-checks:true" && lines[..<last].contains { $0.allSatisfy(\.isWhitespace) }
    }

    /// For the kinds that GitHub applies it to: the message of the pushed commit, or of a pull request's head.
    static func find(in event: Event, headMessage: String?) -> SkipInstruction? {
        switch event.kind {
        case .push:
            (event.payload["head_commit"]?["message"]?.string ?? headMessage).flatMap(SkipInstruction.init(in:))
        case .pullRequest: headMessage.flatMap(SkipInstruction.init(in:))
        default: nil
        }
    }
}
