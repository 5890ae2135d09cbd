/// One access to a context, e.g. `needs.build.outputs.x`.
public struct Reference: Hashable, Sendable {
    /// Lower case.
    public var context: String
    /// The properties and constant indices after the context, as written; it ends before the first `*` or computed index.
    public var path: [String]
    /// Unicode scalars from the start of the text that was parsed.
    public var offset: Int

    public init(context: String, path: [String], offset: Int) {
        self.context = context
        self.path = path
        self.offset = offset
    }
}
