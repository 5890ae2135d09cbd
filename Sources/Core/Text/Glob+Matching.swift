extension Glob {
    /// Whether the whole text fits the pattern, not counting its `!`. Takes time in proportion to the length of the
    /// text times a sixty-fourth of the pattern's, whatever they hold.
    public func matches(_ text: some StringProtocol) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(matches(bytes:))
            ?? Array(text.utf8).withUnsafeBufferPointer(matches(bytes:))
    }

    /// The same without the way through a protocol: a push of thousands of paths spends its time here.
    public func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(matches(bytes:))
    }

    /// The same for a path of git, which need not be UTF-8: a byte that is not fits only `*`, `**` and `[…]`'s likes
    /// that take every character.
    public func matches(utf8 bytes: some Sequence<UInt8>) -> Bool {
        bytes.withContiguousStorageIfAvailable(matches(bytes:))
            ?? Array(bytes).withUnsafeBufferPointer(matches(bytes:))
    }

    private func matches(bytes: UnsafeBufferPointer<UInt8>) -> Bool { matcher.matches(bytes) }

    /// Apart from the pattern's text and shared by its copies, of which a decision makes many.
    final class Matcher: Sendable {
        /// What both ends of a text must be; it refuses most texts, and answers for most patterns.
        let shape: Shape
        /// What follows the shape's prefix.
        private let automaton: GlobAutomaton

        init(_ tokens: [Token]) {
            let rest = tokens.drop { $0.literal != nil }
            shape = Shape(prefix: tokens[..<rest.startIndex], rest: rest)
            automaton = GlobAutomaton(Array(rest))
        }

        func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            if let answer = shape.answer(for: bytes) { return answer }
            var units = ByteUnits(bytes.dropFirst(shape.prefix.count))
            var state = GlobAutomaton.State(automaton)
            while let unit = units.next() {
                state.take(unit)
                if state.isDead { return false }
            }
            return state.isComplete
        }
    }
}

/// Bytes as scalars; a byte that is no part of one becomes a number above all scalars.
private struct ByteUnits<Bytes: Sequence<UInt8>>: Sequence, IteratorProtocol {
    private var bytes: Bytes.Iterator
    private var pending: [UInt8] = []

    init(_ bytes: Bytes) { self.bytes = bytes.makeIterator() }

    mutating func next() -> UInt32? {
        guard let first = pending.isEmpty ? bytes.next() : pending.removeFirst() else { return nil }
        let length = Self.length(first)
        guard length > 1 else { return length == 1 ? UInt32(first) : 0x11_0000 + UInt32(first) }
        while pending.count < length - 1, let byte = bytes.next() { pending.append(byte) }
        var decoder = UTF8()
        var sequence = ([first] + pending.prefix(length - 1)).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&sequence), UTF8.width(scalar) == length else {
            return 0x11_0000 + UInt32(first)
        }
        pending.removeFirst(length - 1)
        return scalar.value
    }

    private static func length(_ first: UInt8) -> Int {
        switch first {
        case 0..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 0
        }
    }
}
