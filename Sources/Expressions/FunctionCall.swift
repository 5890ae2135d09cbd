/// One call of a function.
public struct FunctionCall: Hashable, Sendable {
    /// Lower case.
    public var name: String
    public var argumentCount: Int
    /// Unicode scalars from the start of the text that was parsed.
    public var offset: Int

    public init(name: String, argumentCount: Int, offset: Int) {
        self.name = name
        self.argumentCount = argumentCount
        self.offset = offset
    }
}
