import Core
import OrderedCollections

extension MatrixTable {
    typealias Combination = OrderedDictionary<String, Value>

    /// GitHub's limit for the jobs of one matrix.
    static let combinationLimit = 256

    /// How many products are looked at before `exclude`, so that ten lists of ten values cannot stop the server.
    private static let productLimit = 65_536

    /// The product of the dimensions in the file's order, the last one turning fastest; without what `exclude` names;
    /// then `include`, entry by entry.
    func combinations(at position: SourcePosition) throws(PlanningError) -> [Combination] {
        var originals = try product(at: position)
        try originals.removeAll(where: excluded(at: position))
        guard originals.count <= Self.combinationLimit else { throw Self.tooMany(originals.count, at: position) }
        var expanded = originals
        var added: [Combination] = []
        for entry in include {
            var isMerged = false
            for index in originals.indices where entry.fits(originals[index]) {
                // Keys of the original stay; keys that an earlier entry added may be overwritten.
                for (key, value) in entry where originals[index].key(ignoringCase: key) == nil {
                    expanded[index][expanded[index].key(ignoringCase: key) ?? key] = value
                }
                isMerged = true
            }
            guard !isMerged else { continue }
            added.append(entry)
            guard expanded.count + added.count <= Self.combinationLimit else {
                throw Self.tooMany(originals.count + include.count, at: position)
            }
        }
        let all = expanded + added
        guard !all.isEmpty else {
            let why = dimensions.isEmpty ? "defines no combination" : "has no combination left after exclude"
            throw PlanningError(.matrix, "strategy.matrix \(why)", at: position)
        }
        return all
    }

    private func product(at position: SourcePosition) throws(PlanningError) -> [Combination] {
        guard !dimensions.isEmpty else { return [] }
        var count = 1
        for values in dimensions.values {
            count *= values.count
            guard count <= Self.productLimit else {
                throw PlanningError(
                    .matrix, "strategy.matrix multiplies to more than \(Self.productLimit) combinations", at: position)
            }
        }
        guard !exclude.isEmpty || count <= Self.combinationLimit else { throw Self.tooMany(count, at: position) }
        var combinations: [Combination] = [[:]]
        for (key, values) in dimensions {
            combinations = combinations.flatMap { combination in
                values.map { value in
                    var longer = combination
                    longer[key] = value
                    return longer
                }
            }
        }
        return combinations
    }

    private func excluded(at position: SourcePosition) throws(PlanningError) -> (Combination) -> Bool {
        for entry in exclude {
            guard let stray = entry.keys.first(where: { dimensions.key(ignoringCase: $0) == nil }) else { continue }
            throw PlanningError(
                .matrix, "strategy.matrix.exclude names '\(stray)', which is no key of the matrix", at: position)
        }
        let filters = exclude.filter { !$0.isEmpty }
        return { combination in
            filters.contains { filter in
                filter.allSatisfy { key, value in
                    guard let own = combination.key(ignoringCase: key), let other = combination[own] else {
                        return false
                    }
                    return value.isPart(of: other)
                }
            }
        }
    }

    private static func tooMany(_ count: Int, at position: SourcePosition) -> PlanningError {
        PlanningError(
            .matrix, "strategy.matrix gives \(count) jobs; the limit is \(combinationLimit)", at: position)
    }
}

extension OrderedDictionary<String, Value> {
    /// Adding it overwrites no original value.
    fileprivate func fits(_ original: Self) -> Bool {
        allSatisfy { key, value in
            guard let own = original.key(ignoringCase: key) else { return true }
            return original[own] == value
        }
    }
}

extension OrderedDictionary where Key == String {
    fileprivate func key(ignoringCase key: String) -> String? {
        self[key] != nil ? key : keys.first { $0.equalsIgnoringCase(key) }
    }
}

extension Value {
    /// For `exclude`, which need not name everything: an object is part of one that has more members.
    fileprivate func isPart(of other: Value) -> Bool {
        guard case .object(let members) = self, case .object(let others) = other else { return self == other }
        return members.allSatisfy { key, value in
            guard let own = others.key(ignoringCase: key), let other = others[own] else { return false }
            return value.isPart(of: other)
        }
    }
}
