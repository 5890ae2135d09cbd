import Core

/// What a repository's list of runs is narrowed to; empty texts are nil.
public struct RunListFilter: Hashable, Sendable {
    /// A branch or tag as people call it, or a full reference name.
    public var branch: String?
    /// Path of the workflow file.
    public var workflow: String?
    public var status: Status?

    /// States and conclusions in one list, as people think of them.
    public enum Status: String, Sendable, CaseIterable {
        case queued, running, success, warning, failure, cancelled, skipped

        var word: String {
            switch self {
            case .queued: Mark.queued.word
            case .running: Mark.running.word
            case .success: Mark(.success).word
            case .warning: Mark(.warning).word
            case .failure: Mark(.failure).word
            case .cancelled: Mark(.cancelled).word
            case .skipped: Mark(.skipped).word
            }
        }
    }

    public init(branch: String? = nil, workflow: String? = nil, status: Status? = nil) {
        self.branch = branch
        self.workflow = workflow
        self.status = status
    }

    var isEmpty: Bool { self == RunListFilter() }

    func address(of repository: String, before: RunID? = nil) -> String {
        Address.with(
            Address.repository(repository),
            [
                ("branch", branch), ("workflow", workflow), ("status", status?.rawValue),
                ("before", before.map(\.description))
            ])
    }
}
