/// What one evaluation may still build, so that nested format() cannot fill the memory.
struct MemoryBudget {
    /// GitHub's limit, counted as GitHub does: two bytes a character, eight an element.
    static let limit = 10 * 1024 * 1024

    private var used = 0

    mutating func charge(characters: Int, at offset: Int) throws(ExpressionError) {
        try charge(bytes: 2 * characters, at: offset)
    }

    mutating func charge(elements: Int, at offset: Int) throws(ExpressionError) {
        try charge(bytes: 8 * elements, at: offset)
    }

    private mutating func charge(bytes: Int, at offset: Int) throws(ExpressionError) {
        used += bytes
        guard used <= Self.limit else {
            throw ExpressionError(
                .evaluation, "The maximum allowed memory size was exceeded: \(Self.limit / 1024 / 1024) MiB",
                offset: offset)
        }
    }
}
