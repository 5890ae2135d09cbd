import Core

/// A value on its way through an expression.
struct Evaluated {
    var value: Value
    /// Whether it came out of `.*`: a further `.x` then applies to each element.
    var isFiltered = false
}
