public import OrderedCollections

/// Nodes and arrows, both in the order in which they were added, which every answer keeps to.
public struct DirectedGraph<Node: Hashable & Sendable>: Hashable, Sendable {
    private var successors: OrderedDictionary<Node, [Node]> = [:]

    public init() {}

    public var nodes: OrderedSet<Node> { successors.keys }

    public mutating func add(_ node: Node) {
        if successors[node] == nil { successors[node] = [] }
    }

    /// Adds both nodes when they are new.
    public mutating func addEdge(from node: Node, to other: Node) {
        add(node)
        add(other)
        successors[node]?.append(other)
    }

    public func successors(of node: Node) -> [Node] { successors[node] ?? [] }
}

extension DirectedGraph {
    /// The nodes of one cycle in the order of its arrows: `[a, b]` for a → b → a, `[a]` for a → a; nil when there is none.
    public func cycle() -> [Node]? {
        guard case .failure(let cycle) = depthFirst() else { return nil }
        return cycle.nodes
    }

    /// Each node before all its successors; nil when there is a cycle.
    public func topologicalOrder() -> [Node]? {
        guard case .success(let order) = depthFirst() else { return nil }
        return order
    }

    private struct Cycle: Error {
        var nodes: [Node]
    }

    private enum Mark {
        case open(depth: Int)
        case done
    }

    /// Depth first with a stack of its own: a chain of ten thousand jobs must not exhaust the thread's.
    private func depthFirst() -> Result<[Node], Cycle> {
        var marks: [Node: Mark] = [:]
        var finished: [Node] = []
        // Backwards, here and below, so that the reversed order of finishing keeps the order of adding.
        for root in successors.keys.reversed() where marks[root] == nil {
            var stack: [(node: Node, rest: ArraySlice<Node>)] = [(root, successors(of: root)[...])]
            marks[root] = .open(depth: 0)
            while let top = stack.last {
                guard let next = top.rest.last else {
                    marks[top.node] = .done
                    finished.append(top.node)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].rest.removeLast()
                switch marks[next] {
                case .done: continue
                case .open(let depth): return .failure(Cycle(nodes: stack[depth...].map(\.node)))
                case nil:
                    marks[next] = .open(depth: stack.count)
                    stack.append((next, successors(of: next)[...]))
                }
            }
        }
        return .success(finished.reversed())
    }
}
