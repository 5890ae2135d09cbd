/// "Did you mean": the known name with the fewest edits, when those are few for its length, or the one that goes on.
public enum Suggestion {
    public static func nearest(to name: String, in known: [String]) -> String? {
        // Nobody mistypes a name of this length into one of ours.
        guard (1...64).contains(name.utf8.count) else { return nil }
        let written = Array(name.lowercased().utf8)
        let best = known.sorted().map { ($0, distance(written, Array($0.lowercased().utf8))) }.min { $0.1 < $1.1 }
        if let (candidate, edits) = best, edits <= max(1, candidate.utf8.count / 3), edits < candidate.utf8.count {
            return candidate
        }
        // `timeout` for `timeout-minutes`.
        let longer = known.filter { $0.utf8.count > written.count && $0.lowercased().utf8.starts(with: written) }
        return written.count >= 3 && longer.count == 1 ? longer.first : nil
    }

    /// Insertions, deletions, replacements, and swaps of neighbours.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(current[column] + 1, last[column + 1] + 1, last[column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
