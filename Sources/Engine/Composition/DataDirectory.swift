import Glibc

/// The folder that holds everything a server keeps.
///
/// ```
/// anneal.db        events, decisions, runs, jobs            (SQLite)
/// admin-token      0600
/// address          where the server listens, for the command line
/// lock             held by the server that uses the folder
/// mirrors/N.git    one bare mirror a repository
/// jobs/J/A         job directories
/// workspaces/J-A   where jobs work
/// spool/N          pushes that post-receive hooks report
/// tools            RUNNER_TOOL_CACHE
/// actions          fetched actions: their mirrors, and a folder for each commit
/// storage          caches and artifacts
/// ```
public struct DataDirectory: Hashable, Sendable {
    public let path: String

    /// - Parameter path: absolute.
    public init(_ path: String) {
        self.path = path
    }

    public var database: String { path + "/anneal.db" }
    public var adminToken: String { path + "/admin-token" }
    public var address: String { path + "/address" }
    public var lock: String { path + "/lock" }
    public var mirrors: String { path + "/mirrors" }
    public var jobs: String { path + "/jobs" }
    public var workspaces: String { path + "/workspaces" }
    public var spool: String { path + "/spool" }
    public var tools: String { path + "/tools" }
    public var actions: String { path + "/actions" }
    public var storage: String { path + "/storage" }

    /// What its disk has left for us; nil when that cannot be told.
    public var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, isOverflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isOverflow ? .max : Int(clamping: bytes)
    }
}
