/// An action that runs without anything being fetched for it.
public enum BuiltInAction: String, Hashable, Sendable, Codable, CaseIterable {
    case checkout = "actions/checkout"
    case cache = "actions/cache"
    case restoreCache = "actions/cache/restore"
    case saveCache = "actions/cache/save"
    case uploadArtifact = "actions/upload-artifact"
    case downloadArtifact = "actions/download-artifact"
    case setupPython = "actions/setup-python"
    case setupUV = "astral-sh/setup-uv"
    case dataset = "anneal/dataset"
    case package = "anneal/package"
    case deploy = "anneal/deploy"
    case metrics = "anneal/metrics"
    case model = "anneal/model"
    case promote = "anneal/promote"
    case report = "anneal/report"

    /// Names of actions are compared without case, as names of repositories are.
    public init?(name: String) {
        self.init(rawValue: name.lowercased())
    }

    /// It is ours, and so needs no version; GitHub has no action of this name.
    var isOwn: Bool { rawValue.hasPrefix("anneal/") }

    /// Its engine comes later: it is read and checked, and running it is a failure that says so.
    public var isAnnounced: Bool {
        switch self {
        case .dataset, .package, .deploy, .metrics, .model, .promote, .report: true
        default: false
        }
    }
}
