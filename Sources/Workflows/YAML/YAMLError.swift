import Core

/// Why a text is not YAML as workflows may use it, and where.
struct YAMLError: Error {
    enum Kind {
        case syntax, limit, duplicateKey
        /// A warning: the file says something that nothing uses.
        case unusedAnchor
    }

    var kind: Kind
    var message: String
    var help: String
    var position: SourcePosition
}
