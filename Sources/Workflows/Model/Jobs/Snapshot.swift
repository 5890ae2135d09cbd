public import Expressions

/// `snapshot:` of a job: an image of the machine after it.
public struct Snapshot: Hashable, Sendable {
    public var imageName: Located<Template>
    public var version: Located<Template>?
    public var condition: Located<Condition>?

    public init(
        imageName: Located<Template>, version: Located<Template>? = nil, condition: Located<Condition>? = nil
    ) {
        self.imageName = imageName
        self.version = version
        self.condition = condition
    }
}
