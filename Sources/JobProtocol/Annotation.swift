/// What `::error::`, `::warning::` and `::notice::` said, redacted.
public struct Annotation: Hashable, Sendable, Codable {
    public enum Level: String, Hashable, Sendable, Codable {
        case error, warning, notice
    }

    public var level: Level
    public var message: String
    public var title: String?
    public var file: String?
    public var line: Int?
    public var endLine: Int?
    public var column: Int?
    public var endColumn: Int?
    /// The step that said it.
    public var step: Int

    private enum CodingKeys: String, CodingKey {
        case level, message, title, file, line
        case endLine = "end_line"
        case column
        case endColumn = "end_column"
        case step
    }

    public init(
        level: Level, message: String, title: String? = nil, file: String? = nil, line: Int? = nil,
        endLine: Int? = nil, column: Int? = nil, endColumn: Int? = nil, step: Int
    ) {
        self.level = level
        self.message = message
        self.title = title
        self.file = file
        self.line = line
        self.endLine = endLine
        self.column = column
        self.endColumn = endColumn
        self.step = step
    }
}
