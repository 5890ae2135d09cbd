/// Why a text is not a filter pattern, and where.
public struct GlobError: Error, Hashable, Sendable, CustomStringConvertible {
    public var message: String
    /// How to mend it.
    public var help: String
    /// Offset in Unicode scalars from the start of the pattern.
    public var offset: Int

    public init(_ message: String, help: String, offset: Int) {
        self.message = message
        self.help = help
        self.offset = offset
    }

    public var description: String { "\(message) at character \(offset + 1)" }
}
