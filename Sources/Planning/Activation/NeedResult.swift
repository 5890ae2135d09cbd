public import Core
import OrderedCollections

/// How a job ended, as the jobs after it see it. The combinations of a matrix are one result.
public struct NeedResult: Hashable, Sendable {
    /// The job's id in the file.
    public var id: String
    public var conclusion: Conclusion
    public var outputs: [String: String]

    public init(id: String, conclusion: Conclusion, outputs: [String: String] = [:]) {
        self.id = id
        self.conclusion = conclusion
        self.outputs = outputs
    }

    /// The combinations of a matrix as one, as GitHub sees them: failed when one failed, else cancelled when one was,
    /// skipped when all were, else successful.
    ///
    /// - Parameter combinations: (conclusion, outputs) in the order in which they ended, not empty: of two outputs of one
    ///   name the later wins, unless it is empty.
    public init(id: String, combinations: [(conclusion: Conclusion, outputs: [String: String])]) {
        self.id = id
        let conclusions = combinations.map(\.conclusion)
        conclusion =
            conclusions.first(where: \.isFailure)
            ?? conclusions.first { $0 == .cancelled }
            ?? conclusions.first { $0 != .skipped }
            ?? .skipped
        outputs = combinations.reduce(into: [:]) { merged, combination in
            merged.merge(combination.outputs) { earlier, later in later.isEmpty ? earlier : later }
        }
    }

    /// `needs.ID`.
    var context: Value {
        let sorted = outputs.sorted { $0.key < $1.key }.map { ($0.key, Value.string($0.value)) }
        return [
            "result": .string(conclusion.result),
            "outputs": .object(OrderedDictionary(sorted, uniquingKeysWith: { _, last in last }))
        ]
    }
}
