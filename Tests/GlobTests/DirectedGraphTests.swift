import Core
import Testing

@Suite struct DirectedGraphTests {
    private func graph(_ edges: [(Int, Int)], nodes: [Int] = []) -> DirectedGraph<Int> {
        var graph = DirectedGraph<Int>()
        for node in nodes { graph.add(node) }
        for (from, to) in edges { graph.addEdge(from: from, to: to) }
        return graph
    }

    @Test func `an order puts every node before its successors and keeps the order of adding otherwise`() {
        #expect(graph([], nodes: [3, 1, 2]).topologicalOrder() == [3, 1, 2])
        #expect(graph([(1, 3), (2, 3), (3, 4)], nodes: [1, 2, 3, 4]).topologicalOrder() == [1, 2, 3, 4])
        #expect(graph([(4, 1)], nodes: [1, 4]).topologicalOrder() == [4, 1])
        #expect(graph([(1, 2)]).cycle() == nil)
    }

    @Test func `a cycle is told as its path`() {
        let graph = graph([(1, 2), (2, 3), (3, 4), (4, 2), (4, 5)])
        let cycle = graph.cycle() ?? []
        #expect(Set(cycle) == [2, 3, 4])
        for (from, to) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
            #expect(graph.successors(of: from).contains(to))
        }
        #expect(graph.topologicalOrder() == nil)
        #expect(self.graph([(7, 7)]).cycle() == [7])
    }

    @Test func `a chain of a hundred thousand nodes exhausts no stack`() {
        let chain = graph((0..<100_000).map { ($0, $0 + 1) })
        #expect(chain.topologicalOrder() == Array(0...100_000))
    }
}
