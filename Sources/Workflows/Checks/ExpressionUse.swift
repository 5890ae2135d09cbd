import Expressions

/// An expression with where it stands and what becomes of its value: its types are checked once the file is read.
struct ExpressionUse {
    enum Purpose {
        /// It becomes, or becomes a part of, a text.
        case text
        /// Its members become entries of a mapping.
        case entries
        case anything
    }

    var expression: Expression
    /// Where the expression begins in the scalar's text.
    var offset: Int
    var node: YAMLNode
    var purpose: Purpose
    var job: String?
}
