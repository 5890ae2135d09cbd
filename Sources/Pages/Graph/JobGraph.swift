import OrderedCollections

/// Where each job of a run is drawn: in columns from left to right, each job to the right of all that it needs. The
/// combinations of a matrix are one node.
struct JobGraph {
    struct Node {
        var id: String
        var jobs: [JobSummary]
        /// Ids of nodes; those that the run does not have are left out.
        var needs: [String]
        var column = 0
        var row = 0
    }

    private(set) var nodes: OrderedDictionary<String, Node> = [:]
    private(set) var columns = 0
    private(set) var rows = 0

    init(_ jobs: [JobSummary]) {
        for job in jobs { nodes[job.jobID, default: Node(id: job.jobID, jobs: [], needs: job.needs)].jobs.append(job) }
        let known = Set(nodes.keys)
        for (id, node) in nodes { nodes[id]?.needs = node.needs.filter { $0 != id && known.contains($0) } }
        setColumns()
        setRows()
    }

    /// The longest way from a job without needs. A cycle, which planning refuses, would end after as many rounds as jobs.
    private mutating func setColumns() {
        for _ in nodes.keys {
            var isSettled = true
            for (id, node) in nodes {
                let column = node.needs.compactMap { nodes[$0]?.column }.max().map { $0 + 1 } ?? 0
                if column != node.column, column < nodes.count {
                    nodes[id]?.column = column
                    isSettled = false
                }
            }
            if isSettled { break }
        }
        columns = (nodes.values.map(\.column).max() ?? -1) + 1
    }

    /// In each column by the middle of what the jobs need, so that few lines cross; otherwise in the file's order.
    private mutating func setRows() {
        let byColumn = Dictionary(grouping: nodes.values, by: \.column)
        for column in 0..<columns {
            let weighed = (byColumn[column] ?? []).enumerated().map { order, node in
                let places = node.needs.compactMap { nodes[$0].map { Double($0.row) } }
                let middle = places.isEmpty ? Double(order) : places.reduce(0, +) / Double(places.count)
                return (middle: middle, order: order, id: node.id)
            }
            let sorted = weighed.sorted { ($0.middle, $0.order) < ($1.middle, $1.order) }
            for (row, place) in sorted.enumerated() { nodes[place.id]?.row = row }
            rows = max(rows, sorted.count)
        }
    }
}
