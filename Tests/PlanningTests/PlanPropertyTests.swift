import Core
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// Properties of every plan, over workflows drawn from a seed; a failing seed is in the test's name.
@Suite struct PlanPropertyTests {
    /// Up to twelve jobs, each needing some of the earlier ones; some with a matrix, a gate, or a matrix that waits.
    private func jobs(_ generator: inout SplitMix) throws -> [JobDefinition] {
        var jobs: [JobDefinition] = []
        for number in 0..<Int.random(in: 1...12, using: &generator) {
            let needs = (0..<number).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.map { "job\($0)" }
            let values = (0..<Int.random(in: 1...4, using: &generator)).map(String.init).joined(separator: ",")
            let matrix: String? =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: #"{"a": [\#(values)], "b": ["x", "y"]}"#
                case 1: #"{"a": [\#(values)], "include": [{"a": 0, "c": 1}, {"d": 2}]}"#
                case 2 where !needs.isEmpty: "${{ fromJSON(needs.\(needs[0]).outputs.m) }}"
                default: nil
                }
            let paths = Bool.random(using: &generator) ? ["src/**"] : nil
            jobs.append(try Model.job("job\(number)", needs: needs, matrix: matrix, paths: paths))
        }
        return jobs
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a plan is acyclic, its keys are unique, and the order of jobs in the file changes no job`(seed: UInt64) throws
    {
        var generator = SplitMix(state: seed)
        let jobs = try jobs(&generator)
        let run = try #require(Planner.plan(try .push(), try Model.workflow(jobs)).plan.runs.first)
        #expect(Set(run.jobs.map(\.key)).count == run.jobs.count)
        #expect(Set(run.jobs.map(\.id)) == Set(jobs.map(\.id.content)), "no job is lost")

        var graph = DirectedGraph<String>()
        for job in run.jobs {
            graph.add(job.id)
            for need in job.needs { graph.addEdge(from: need, to: job.id) }
        }
        #expect(graph.cycle() == nil)

        let shuffled = jobs.shuffled(using: &generator)
        let other = try #require(Planner.plan(try .push(), try Model.workflow(shuffled)).plan.runs.first)
        #expect(run.jobs.sorted { $0.key < $1.key } == other.jobs.sorted { $0.key < $1.key })
        #expect(other.jobs.map(\.id).uniqued() == shuffled.map(\.id.content), "file order is kept")
    }

    /// Runs the whole plan in dependency order with results drawn from the seed, as an engine would.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `every job of a plan comes to an end, and success of all needs is what starts it`(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let workflow = try Model.workflow(jobs(&generator))
        let event = try Event.push()
        let run = try #require(Planner.plan(event, workflow).plan.runs.first)
        var results: [String: NeedResult] = [:]
        for id in workflow.jobs.keys {
            var combinations: [(conclusion: Conclusion, outputs: [String: String])] = []
            var open = run.jobs.filter { $0.id == id }
            while let job = open.popLast() {
                let outcome = Activation.decide(
                    job: job, workflow: workflow, run: .run(of: event), needs: Array(results.values), cancelled: false)
                switch outcome {
                case .run:
                    #expect(job.needs.allSatisfy { results[$0]?.conclusion == .success })
                    let conclusion: Conclusion = Int.random(in: 0..<5, using: &generator) == 0 ? .failure : .success
                    combinations.append((conclusion, ["m": #"{"z": [1, 2, 3]}"#]))
                case .expand(let jobs):
                    #expect(jobs.count == 3)
                    open += jobs
                case .skip:
                    #expect(job.needs.contains { results[$0]?.conclusion != .success })
                    combinations.append((.skipped, [:]))
                case .cancel, .fail, .call: Issue.record("\(job.key): \(outcome)")
                }
            }
            results[id] = NeedResult(id: id, combinations: combinations)
        }
        #expect(results.count == workflow.jobs.count)
    }
}

extension Sequence<String> {
    /// Without repetitions, in order.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
