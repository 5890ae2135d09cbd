/// The tokens of a pattern as bits, so that all places of the pattern take a step at once: sixty-four to a machine word.
///
/// A pattern may have thousands of places and a text a million characters, both a stranger's; one place at a time would
/// take seconds.
struct GlobAutomaton: Sendable {
    typealias Bits = [UInt64]

    /// The tokens that take one unit, and then the next token takes over.
    private(set) var single: Bits
    /// The tokens that take any number of units.
    private(set) var repeated: Bits
    private(set) var segments: Bits
    /// The tokens that need not take anything.
    private(set) var skippable: Bits
    /// The tokens that take every unit.
    private(set) var wild: Bits
    private(set) var wildButSlash: Bits
    /// The tokens that name this unit.
    private(set) var named: [UInt32: Bits] = [:]
    /// One more place than tokens: the end.
    let last: Int

    init(_ tokens: [Glob.Token]) {
        last = tokens.count
        let none = Bits(repeating: 0, count: tokens.count / 64 + 1)
        (single, repeated, segments, skippable, wild, wildButSlash) = (none, none, none, none, none, none)
        for (place, token) in tokens.enumerated() {
            if token.isSkippable { skippable.insert(place) }
            switch token {
            case .one(let characters), .optional(let characters):
                single.insert(place)
                add(characters, at: place, none)
            case .many(let characters):
                repeated.insert(place)
                add(characters, at: place, none)
            case .segments:
                segments.insert(place)
            }
        }
    }

    private mutating func add(_ characters: Glob.Characters, at place: Int, _ none: Bits) {
        switch characters {
        case .literal(let unit): named[unit, default: none].insert(place)
        case .listed(let ranges):
            // Ranges are within letters or digits; what else is listed is single.
            for range in ranges { for unit in range { named[unit, default: none].insert(place) } }
        case .allButSlash: wildButSlash.insert(place)
        case .all: wild.insert(place)
        }
    }
}

extension GlobAutomaton {
    /// The places that the text read so far can have led to.
    struct State {
        private let automaton: GlobAutomaton
        private var reached: Bits
        /// In the middle of `**/`.
        private var inside: Bits
        private(set) var isDead = false

        init(_ automaton: GlobAutomaton) {
            self.automaton = automaton
            reached = Bits(repeating: 0, count: automaton.single.count)
            inside = reached
            reached[0] = 1
            skip()
        }

        var isComplete: Bool { reached[automaton.last / 64] >> UInt64(automaton.last % 64) & 1 == 1 }

        mutating func take(_ unit: UInt32) {
            let named = automaton.named[unit]
            let slash: UInt64 = unit == Glob.slash ? .max : 0
            var carry: UInt64 = 0
            var alive: UInt64 = 0
            for word in reached.indices {
                let accepting =
                    automaton.wild[word] | automaton.wildButSlash[word] & ~slash | (named.map { $0[word] } ?? 0)
                let here = reached[word]
                inside[word] |= here & automaton.segments[word]
                let moving = here & accepting & automaton.single[word] | inside[word] & slash
                reached[word] = moving << 1 | carry | here & accepting & automaton.repeated[word]
                carry = moving >> 63
                alive |= reached[word] | inside[word]
            }
            isDead = alive == 0
            skip()
        }

        /// From every place reached, also those behind the skippable tokens that follow. Adding a bit to a run of ones
        /// clears the run from there up and sets the bit behind it: just the places that can be reached are changed.
        private mutating func skip() {
            var carry: UInt64 = 0
            for word in reached.indices {
                let skippable = automaton.skippable[word]
                let (half, first) = (reached[word] & skippable).addingReportingOverflow(skippable)
                let (sum, second) = half.addingReportingOverflow(carry)
                carry = first || second ? 1 : 0
                reached[word] |= sum ^ skippable
            }
        }
    }
}

extension GlobAutomaton.Bits {
    fileprivate mutating func insert(_ place: Int) { self[place / 64] |= 1 << UInt64(place % 64) }
}
