/// What a permission is about, as GitHub names it.
public enum PermissionScope: String, Hashable, Sendable, Codable, CaseIterable {
    case actions
    case artifactMetadata = "artifact-metadata"
    case attestations
    case checks
    case contents
    case copilotRequests = "copilot-requests"
    case deployments
    case discussions
    case idToken = "id-token"
    case issues
    case models
    case packages
    case pages
    case pullRequests = "pull-requests"
    case repositoryProjects = "repository-projects"
    case securityEvents = "security-events"
    case statuses
    case vulnerabilityAlerts = "vulnerability-alerts"

    /// Which accesses the scope has, the least first.
    public var accesses: [Permissions.Access] {
        switch self {
        case .idToken, .copilotRequests: [.none, .write]
        case .models, .vulnerabilityAlerts: [.none, .read]
        default: [.none, .read, .write]
        }
    }
}
