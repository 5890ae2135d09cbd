import Core
import Expressions

/// A reference in an expression, with where in the workflow it stands.
struct ReferenceUse {
    var reference: Reference
    var position: SourcePosition
    var job: String?
    /// The step's place in its job; nil outside of steps.
    var step: Int?
}
