import Core
import Synchronization
import Workflows

/// Paths in the order of their bytes, made to be asked by many filters.
///
/// A push may change ten thousand paths, and hundreds of workflows ask of them, most with the same few patterns: what a
/// pattern begins with narrows the paths to a range, and a question that was asked before is not worked out again.
public struct PathIndex: Sendable {
    /// Sorted by their bytes in UTF-8.
    public let paths: [String]
    private let memory = Memory()

    public init(_ paths: [String]) {
        let isSorted = zip(paths, paths.dropFirst()).allSatisfy { !$1.utf8.lexicographicallyPrecedes($0.utf8) }
        self.paths = isSorted ? paths : paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public var count: Int { paths.count }
    public var first: String? { paths.first }

    /// The first path that the patterns, the last that fits deciding, take; or, with `taken` false, do not take.
    func first(taken: Bool, by patterns: [Located<Glob>]) -> String? {
        memory.answer(.init(kind: taken ? .taken : .notTaken, patterns)) {
            candidates(taken: taken, patterns).first { patterns.decide(paths[$0]).matched == taken }
        }.map { paths[$0] }
    }

    /// The first path that a pattern takes and a later one takes back.
    func firstTakenBack(by patterns: [Located<Glob>]) -> String? {
        memory.answer(.init(kind: .takenBack, patterns)) {
            places(takenBy: patterns).ranges.lazy.joined().first { place in
                let fits = patterns.contains { !$0.content.isNegated && $0.content.matches(paths[place]) }
                return fits && !patterns.decide(paths[place]).matched
            }
        }.map { paths[$0] }
    }

    // MARK: Ranges

    /// The places that have to be looked at, in order: others cannot be the answer.
    private func candidates(taken: Bool, _ patterns: [Located<Glob>]) -> some Sequence<Int> {
        var places = taken ? self.places(takenBy: patterns) : RangeSet(paths.indices)
        // The last patterns of the list, as long as all of them say the opposite, have the last word of what they fit.
        for pattern in patterns.reversed() {
            guard pattern.content.isNegated == taken else { break }
            guard pattern.content.takesAllBelowPrefix else { continue }
            places.remove(contentsOf: range(below: pattern.content.literalPrefix))
        }
        return places.ranges.lazy.joined()
    }

    /// Where a pattern that takes anything can fit.
    private func places(takenBy patterns: [Located<Glob>]) -> RangeSet<Int> {
        var places = RangeSet<Int>()
        for pattern in patterns where !pattern.content.isNegated {
            places.insert(contentsOf: range(below: pattern.content.literalPrefix))
        }
        return places
    }

    /// The places of the paths that begin so.
    private func range(below prefix: [UInt8]) -> Range<Int> {
        guard !prefix.isEmpty else { return paths.indices }
        let start = firstPlace { !$0.utf8.lexicographicallyPrecedes(prefix) }
        let end = firstPlace(from: start) { prefix.lexicographicallyPrecedes($0.utf8.prefix(prefix.count)) }
        return start..<end
    }

    /// Where what holds for all later paths begins to hold.
    private func firstPlace(from start: Int = 0, where holds: (String) -> Bool) -> Int {
        var (low, high) = (start, paths.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(paths[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension PathIndex: Hashable, Codable, ExpressibleByArrayLiteral {
    public static func == (left: PathIndex, right: PathIndex) -> Bool { left.paths == right.paths }
    public func hash(into hasher: inout Hasher) { hasher.combine(paths) }

    public init(from decoder: any Decoder) throws { self.init(try [String](from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try paths.encode(to: encoder) }

    public init(arrayLiteral paths: String...) { self.init(paths) }
}

/// What has been asked, and the place of the path that was the answer.
private final class Memory: Sendable {
    struct Question: Hashable {
        enum Kind: Hashable { case taken, notTaken, takenBack }

        let kind: Kind
        /// As bytes: texts that differ only in how `é` is written are equal, and name different files.
        let patterns: [[UInt8]]

        init(kind: Kind, _ patterns: [Located<Glob>]) {
            self.kind = kind
            self.patterns = patterns.map { Array($0.content.pattern.utf8) }
        }
    }

    private let answers = Mutex<[Question: Int?]>([:])

    /// Works it out outside of the lock: at worst twice.
    func answer(_ question: Question, _ find: () -> Int?) -> Int? {
        if let known = answers.withLock({ $0[question] }) { return known }
        let found = find()
        answers.withLock { $0[question] = .some(found) }
        return found
    }
}
