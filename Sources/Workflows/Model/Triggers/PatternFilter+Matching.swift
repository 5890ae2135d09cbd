public import Core

extension Sequence where Element == Located<Glob> {
    /// Which pattern of the list has the last word about the text: a `!pattern` takes back what earlier ones took.
    ///
    /// - Returns: `by` is nil when no pattern fits, and then nothing is matched.
    public func decide(_ text: some StringProtocol) -> (matched: Bool, by: Located<Glob>?) {
        let by = reversed().first { $0.content.matches(text) }
        return (by.map { !$0.content.isNegated } ?? false, by)
    }

    /// The same for a path of git, which need not be UTF-8.
    public func decide(utf8 bytes: some Sequence<UInt8>) -> (matched: Bool, by: Located<Glob>?) {
        let by = reversed().first { $0.content.matches(utf8: bytes) }
        return (by.map { !$0.content.isNegated } ?? false, by)
    }
}
