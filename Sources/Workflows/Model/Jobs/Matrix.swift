public import Expressions
public import OrderedCollections

/// `strategy.matrix`.
public enum Matrix: Hashable, Sendable {
    /// The whole matrix is one expression, usually `fromJSON(needs.x.outputs.y)`.
    case template(Template)
    /// - Parameters:
    ///   - dimensions: by name, in the file's order; each an array or one expression that gives an array.
    ///   - include: nil when absent; an array of objects, or an expression that gives one. `exclude` likewise.
    case table(dimensions: OrderedDictionary<String, TemplateValue>, include: TemplateValue?, exclude: TemplateValue?)
}
