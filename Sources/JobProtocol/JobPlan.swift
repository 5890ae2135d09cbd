public import Core

/// `plan.json`: what a supervisor is to run. Written once by the engine, never changed, free of secrets.
///
/// Texts that may hold `${{ }}` are kept as the user wrote them (the planner has parsed and checked them):
/// steps see the outputs, the environment and the status of the steps before them, and only the supervisor knows those.
public struct JobPlan: Hashable, Sendable, Codable {
    /// The version of this format; a supervisor refuses one it does not know.
    public static let currentVersion = 2

    /// GitHub's default for `cancel-timeout-minutes`.
    public static let standardFarewell = 5 * 60

    public var version: Int = JobPlan.currentVersion
    public var run: RunID
    public var job: JobID
    /// Counts from 1.
    public var attempt: Int
    /// The job's name as people see it, matrix values included.
    public var name: String

    public var steps: [StepPlan]
    /// The actions that `steps`, and the composite ones among these actions, refer to: by the reference as it is written
    /// there. Local ones may be missing; see ``ActionPlan``.
    public var actions: [String: ActionPlan]
    /// Workflow first, then job; later layers win and may use what is earlier.
    public var environment: [[NamedText]]
    public var outputs: [JobOutput]
    public var deployment: Deployment?
    /// `github`, `needs`, `strategy`, `matrix`, `inputs`, `vars`: decided when the job became ready.
    /// The supervisor adds `env`, `job`, `runner`, `steps`, and `secrets` from its standard input.
    public var contexts: [String: Value]
    public var defaults: RunDefaults

    /// The whole job's limit, in seconds.
    public var timeout: Int
    /// From TERM to KILL, in seconds.
    public var grace: Int
    /// What a cancelled job may still take, in seconds: then everything is killed, `always()` steps too.
    public var farewell: Int
    public var workspace: Workspace
    public var source: Source?
    /// Caches and artifacts; nil = built-in actions that need them fail.
    public var storage: Storage?
    /// Handed to every step as `ANNEAL_SEED` and `PYTHONHASHSEED`.
    public var seed: UInt32
    /// The `anneal` executable, which carries out built-in actions such as `actions/checkout`.
    public var executable: String

    public init(
        run: RunID, job: JobID, attempt: Int, name: String, steps: [StepPlan],
        actions: [String: ActionPlan] = [:], environment: [[NamedText]], outputs: [JobOutput],
        contexts: [String: Value], defaults: RunDefaults, timeout: Int, grace: Int,
        farewell: Int = JobPlan.standardFarewell,
        workspace: Workspace, source: Source?, storage: Storage? = nil, seed: UInt32, executable: String,
        deployment: Deployment? = nil
    ) {
        self.run = run
        self.job = job
        self.attempt = attempt
        self.name = name
        self.steps = steps
        self.actions = actions
        self.environment = environment
        self.outputs = outputs
        self.deployment = deployment
        self.contexts = contexts
        self.defaults = defaults
        self.timeout = timeout
        self.grace = grace
        self.farewell = farewell
        self.workspace = workspace
        self.source = source
        self.storage = storage
        self.seed = seed
        self.executable = executable
    }

    /// Where the job works. Paths are absolute.
    public struct Workspace: Hashable, Sendable, Codable {
        /// What happens to the folder when the job is over.
        public enum Policy: String, Hashable, Sendable, Codable {
            case remove
            case keep
            case keepOnFailure = "keep-on-failure"
        }

        /// Becomes `GITHUB_WORKSPACE`. Made by the supervisor.
        public var path: String
        /// Becomes `RUNNER_TEMP`; emptied before and removed after the job.
        public var temporary: String
        /// Becomes `RUNNER_TOOL_CACHE`; kept.
        public var toolCache: String
        public var policy: Policy

        public init(path: String, temporary: String, toolCache: String, policy: Policy) {
            self.path = path
            self.temporary = temporary
            self.toolCache = toolCache
            self.policy = policy
        }
    }

    /// What built-in actions share with the server and with other jobs: folders, so that they reach it in the same way
    /// whether a server runs, has been killed, or never was there.
    public struct Storage: Hashable, Sendable, Codable {
        /// The folder of caches and artifacts.
        public var path: String
        /// The folder of mirrors of other repositories, which `actions/checkout` fetches.
        public var mirrors: String
        public var repository: RepositoryID
        public var runAttempt: Int
        /// Bytes that the caches of the repository may have.
        public var cacheQuota: Int64
        /// Refs whose caches may be read, one's own first: only that one is written.
        public var cacheRefs: [String]
        public var artifactRetentionDays: Int
        /// URL patterns with `{owner}` and `{repo}`, for repositories that a checkout names.
        public var sources: [String]

        public init(
            path: String, mirrors: String, repository: RepositoryID, runAttempt: Int, cacheQuota: Int64,
            cacheRefs: [String], artifactRetentionDays: Int, sources: [String]
        ) {
            self.path = path
            self.mirrors = mirrors
            self.repository = repository
            self.runAttempt = runAttempt
            self.cacheQuota = cacheQuota
            self.cacheRefs = cacheRefs
            self.artifactRetentionDays = artifactRetentionDays
            self.sources = sources
        }
    }

    /// What `actions/checkout` checks out.
    public struct Source: Hashable, Sendable, Codable {
        /// Path of our bare mirror.
        public var mirror: String
        /// The repository's own URL, without credentials; becomes `origin`.
        public var url: String
        public var sha: CommitSHA
        public var ref: GitRef?

        public init(mirror: String, url: String, sha: CommitSHA, ref: GitRef?) {
            self.mirror = mirror
            self.url = url
            self.sha = sha
            self.ref = ref
        }
    }
}
