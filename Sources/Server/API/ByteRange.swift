/// One range of a `Range` header: `bytes=0-99`, `bytes=100-`, `bytes=-100`.
struct ByteRange {
    private var first: Int?
    private var last: Int?

    /// - Returns: nil for other units, several ranges, or nonsense.
    init?(_ header: String) {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        for part in parts where !part.allSatisfy(\.isNumber) { return nil }
        first = Int(parts[0])
        last = Int(parts[1])
        if first == nil && last == nil { return nil }
    }

    /// - Returns: nil when the range begins beyond the end.
    func resolve(size: Int) -> Range<Int>? {
        switch (first, last) {
        case (let first?, let last?): first < size && first <= last ? first..<min(last, size - 1) + 1 : nil
        case (let first?, nil): first < size ? first..<size : nil
        case (nil, let count?): count > 0 && size > 0 ? max(0, size - count)..<size : nil
        case (nil, nil): nil
        }
    }
}
