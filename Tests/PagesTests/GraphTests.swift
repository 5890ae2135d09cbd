import Core
import OrderedCollections
import Testing

@testable import Pages

@Suite struct GraphTests {
    @Test func `each job stands right of all it needs`() {
        let graph = JobGraph([
            Make.job(1, "lint"), Make.job(2, "test", needs: ["lint"]), Make.job(3, "data"),
            Make.job(4, "train", needs: ["test", "data"]), Make.job(5, "report", needs: ["lint", "train"])
        ])
        #expect(graph.nodes.mapValues(\.column) == ["lint": 0, "test": 1, "data": 0, "train": 2, "report": 3])
        #expect(graph.columns == 4)
    }

    @Test func `no two jobs stand in the same place, and a cycle ends`() {
        var jobs = (1...200).map { number in
            Make.job(Int64(number), "job\(number)", needs: (1...3).map { "job\((number * 7 + $0 * 31) % 200 + 1)" })
        }
        jobs.append(Make.job(999, "self", needs: ["self", "unknown"]))
        let graph = JobGraph(jobs)
        #expect(Set(graph.nodes.values.map { [$0.column, $0.row] }).count == 201)
        #expect(graph.svg != nil)
    }

    @Test func `the combinations of a matrix are one node that counts them`() {
        var jobs = (1...256).map { Make.job(Int64($0), "test", name: "test (\($0))", state: .running) }
        jobs[3].state = .completed
        jobs[3].conclusion = .failure
        jobs.append(Make.job(300, "report", needs: ["test"], state: .blocked))
        let graph = JobGraph(jobs)
        #expect(graph.nodes.count == 2)
        #expect(graph.nodes["test"]?.status == "1 of 256 done, 1 failed")
        #expect(graph.nodes["test"]?.mark.word == "failed")
        let svg = graph.svg?.text ?? ""
        #expect(svg.contains("href=\"#jobs-test\""))
        #expect(svg.contains("href=\"#job-300\""))
    }

    @Test func `long names are cut, with the whole name as title`() {
        let name = String(repeating: "long", count: 20)
        let svg = JobGraph([Make.job(1, "a", name: name), Make.job(2, "b")]).svg?.text ?? ""
        #expect(svg.contains("<title>\(name): passed</title>"))
        #expect(svg.contains(">longlonglonglonglongl…</text>"))
    }

    @Test func `a single job needs no picture`() {
        #expect(JobGraph([Make.job(1, "a")]).svg == nil)
    }
}
