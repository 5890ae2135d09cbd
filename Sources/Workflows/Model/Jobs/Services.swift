public import Expressions
public import OrderedCollections

/// `services:` of a job.
public enum Services: Hashable, Sendable {
    /// All of them as one expression that gives an object.
    case template(Template)
    /// By name, in the file's order.
    case table(OrderedDictionary<String, Located<ContainerDefinition>>)
}
