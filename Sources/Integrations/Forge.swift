/// Where a repository lives, and so who tells of its pushes.
public enum Forge: String, Codable, CaseIterable, Sendable {
    case github, gitlab, gitea
    /// A bare repository whose `post-receive` hook writes spool files; see ``PostReceive``.
    case git

    /// What reads the webhooks of this forge; nil for ``git``, which sends none.
    public var decoder: (any WebhookDecoder.Type)? {
        switch self {
        case .github: GitHubWebhook.self
        case .gitlab: GitLabWebhook.self
        case .gitea: GiteaWebhook.self
        case .git: nil
        }
    }
}
