/// Why a text is no cron expression.
public struct CronError: Error, Hashable, Sendable {
    public var message: String
    public var help: String
    /// Unicode scalars from the start of the text.
    public var offset: Int
}
