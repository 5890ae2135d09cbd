public import Actions
public import Core

/// What an engine has to be told.
public struct EngineConfiguration: Sendable {
    public var data: DataDirectory
    /// Jobs at a time on this machine.
    public var concurrency: Int
    /// The `anneal` executable, which carries out built-in actions.
    public var executable: String
    /// How often refs of a repository on this machine are compared with what is known.
    public var localPollInterval: Duration
    /// The same for repositories that are reached over a network.
    public var remotePollInterval: Duration
    /// From TERM to KILL when a job is cancelled.
    public var cancelGrace: Duration
    /// `github.server_url`: where people reach this server; nil = where it listens.
    public var publicURL: String?
    /// Values of the `secrets` context of every job.
    public var secrets: [String: Secret]
    /// Also to the code of a pull request from a fork: off, except where a person gives secrets to one run of their own.
    public var handsSecretsToForks: Bool
    public var workspacePolicy: WorkspacePolicy
    /// Only this job of a workflow, with the jobs it needs; nil = all.
    public var selectedJob: String?
    /// The seed of every run, as when one is run again; nil = each has its own.
    public var seed: UInt32?
    /// Where remote actions and workflows come from.
    public var actionSources: ActionSources
    /// Bytes that the caches of one repository may have.
    public var cacheQuota: Int64
    /// How long artifacts are kept unless their upload says otherwise.
    public var artifactRetention: Duration
    /// Off for commands that look at a working tree: its refs move for reasons of their own.
    public var watchesRefs: Bool
    /// Off for commands that run once.
    public var keepsSchedules: Bool
    /// After this many tries an event that cannot be decided is given up, visibly.
    public var eventTries: Int
    /// Runs that begin and end are told to workflows that listen to `workflow_run`.
    public var announcesRuns: Bool
    /// There is an API that a job may call with its token.
    public var servesAPI: Bool

    /// GitHub's: 10 GB a repository.
    public static let defaultCacheQuota: Int64 = 10 << 30
    /// GitHub's: 90 days.
    public static let defaultArtifactRetention: Duration = .seconds(90 * 86400)

    /// About a day, with the longest pause an hour.
    public static let defaultEventTries = 32

    public enum WorkspacePolicy: String, Sendable, CaseIterable {
        case remove
        case keep
        case keepOnFailure = "keep-on-failure"
    }

    public init(
        data: DataDirectory, concurrency: Int, executable: String,
        localPollInterval: Duration = .seconds(10), remotePollInterval: Duration = .seconds(60),
        cancelGrace: Duration = .seconds(10), publicURL: String?, secrets: [String: Secret] = [:],
        handsSecretsToForks: Bool = false, workspacePolicy: WorkspacePolicy = .remove, selectedJob: String? = nil,
        seed: UInt32? = nil,
        actionSources: ActionSources = .standard, cacheQuota: Int64 = Self.defaultCacheQuota,
        artifactRetention: Duration = Self.defaultArtifactRetention, watchesRefs: Bool = true,
        keepsSchedules: Bool = true, eventTries: Int = Self.defaultEventTries, announcesRuns: Bool = true,
        servesAPI: Bool = true
    ) {
        self.data = data
        self.concurrency = concurrency
        self.executable = executable
        self.localPollInterval = localPollInterval
        self.remotePollInterval = remotePollInterval
        self.cancelGrace = cancelGrace
        self.publicURL = publicURL
        self.secrets = secrets
        self.handsSecretsToForks = handsSecretsToForks
        self.workspacePolicy = workspacePolicy
        self.selectedJob = selectedJob
        self.seed = seed
        self.actionSources = actionSources
        self.cacheQuota = cacheQuota
        self.artifactRetention = artifactRetention
        self.watchesRefs = watchesRefs
        self.keepsSchedules = keepsSchedules
        self.eventTries = eventTries
        self.announcesRuns = announcesRuns
        self.servesAPI = servesAPI
    }
}
