import Core
import Store

/// The runs in memory, and how many each repository has of them: asked at every claim, when thousands may wait.
struct OpenRuns: Sendable {
    private var runs: [RunID: OpenRun] = [:]
    private var counts: [RepositoryID: Int] = [:]

    /// Those that have any.
    var repositories: some Collection<RepositoryID> { counts.keys }

    subscript(id: RunID) -> OpenRun? {
        get { runs[id] }
        set {
            let old = runs[id]?.record.repository
            runs[id] = newValue
            guard old != newValue?.record.repository else { return }
            if let old { change(old, by: -1) }
            if let new = newValue?.record.repository { change(new, by: 1) }
        }
    }

    private mutating func change(_ repository: RepositoryID, by difference: Int) {
        let count = counts[repository, default: 0] + difference
        counts[repository] = count > 0 ? count : nil
    }
}
