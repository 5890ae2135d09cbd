/// One entry of `on.schedule`.
public struct ScheduleTrigger: Hashable, Sendable {
    /// What becomes of times that were missed because the server was down.
    public enum CatchUp: String, Hashable, Sendable, Codable, CaseIterable {
        /// They are recorded as missed.
        case skip
        /// The latest is made up for, the others are recorded as missed.
        case latest
        /// Each is made up for, the oldest first.
        case all
    }

    public var cron: Located<Cron>
    /// A name of the IANA database; nil = UTC.
    public var timezone: Located<String>?
    /// nil = ``CatchUp/latest``: a run that comes late is what GitHub gives too.
    public var catchUp: Located<CatchUp>?
    /// Misses that are older are recorded as missed whatever `catch-up` says; nil = no limit.
    public var maxAge: Located<Duration>?

    public init(
        cron: Located<Cron>, timezone: Located<String>? = nil, catchUp: Located<CatchUp>? = nil,
        maxAge: Located<Duration>? = nil
    ) {
        self.cron = cron
        self.timezone = timezone
        self.catchUp = catchUp
        self.maxAge = maxAge
    }
}
