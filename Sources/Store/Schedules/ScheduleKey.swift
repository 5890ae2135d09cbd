public import Core

/// One entry of `on.schedule` of one workflow.
public struct ScheduleKey: Hashable, Sendable {
    public var repository: RepositoryID
    /// Path of the workflow file.
    public var workflow: String
    /// As it is written.
    public var cron: String
    /// A name of the IANA database.
    public var timezone: String

    public init(repository: RepositoryID, workflow: String, cron: String, timezone: String) {
        self.repository = repository
        self.workflow = workflow
        self.cron = cron
        self.timezone = timezone
    }
}
