/// What the storage of caches and artifacts refuses or cannot do.
public struct ArtifactsError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable {
        case notFound
        /// There is one of that name already.
        case conflict
        /// A name, a pattern or a path that is not allowed.
        case invalid
        /// An archive that is broken, or whose entries lead out of their folder.
        case hostileArchive
        /// A blob whose content is not what its name says.
        case corrupt
        case tooLarge
        case io
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
