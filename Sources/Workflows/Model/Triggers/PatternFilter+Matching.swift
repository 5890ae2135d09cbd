public import Core

extension [Located<Glob>] {
    /// Which pattern of the list has the last word about the text: a `!pattern` takes back what earlier ones took.
    ///
    /// - Returns: `by` is nil when no pattern fits, and then nothing is matched.
    public func decide(_ text: String) -> (matched: Bool, by: Located<Glob>?) {
        // By its place: an element handed to a closure is a copy, and there are ten thousand texts.
        let by = indices.last { self[$0].content.matches(text) }.map { self[$0] }
        return (by.map { !$0.content.isNegated } ?? false, by)
    }

    /// The same for a path of git, which need not be UTF-8.
    public func decide(utf8 bytes: [UInt8]) -> (matched: Bool, by: Located<Glob>?) {
        let by = last { $0.content.matches(utf8: bytes) }
        return (by.map { !$0.content.isNegated } ?? false, by)
    }
}
