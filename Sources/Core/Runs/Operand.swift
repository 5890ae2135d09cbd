/// A part of a condition and what it was worth, for "why was this skipped".
public struct Operand: Hashable, Sendable, Codable {
    /// As it was written.
    public var text: String
    /// JSON on one line, cut with an ellipsis when it is long, `"***"` for what may hold a secret; `null` when there is an ``error``.
    public var value: String
    /// Why it has no value.
    public var error: String?

    public init(text: String, value: String, error: String? = nil) {
        self.text = text
        self.value = value
        self.error = error
    }
}
