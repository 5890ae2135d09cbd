import Core
import Testing
import Workflows

@testable import Planning

@Suite struct MatrixTests {
    private func check(_ job: JobDefinition) throws -> PlanCheck {
        Planner.plan(try .push(), try Model.workflow(job))
    }

    private func combinations(_ matrix: String) throws -> [Value] {
        let plan = try check(Model.job("test", matrix: matrix)).plan
        #expect(plan.runs.flatMap(\.diagnostics).map(\.message) == [])
        return plan.runs.flatMap(\.jobs).compactMap(\.matrix)
    }

    private func problem(_ matrix: String) throws -> String? {
        let plan = try check(Model.job("test", matrix: matrix)).plan
        #expect(plan.decisions.map(\.verdict) == [.invalid])
        #expect(plan.runs.map(\.isInvalid) == [true])
        #expect(plan.runs.first?.diagnostics.first?.position.line == 7)
        return plan.runs.first?.diagnostics.first?.message
    }

    @Test func `the product turns the last key fastest`() throws {
        let check = try check(Model.job("test", matrix: #"{"version": [10, 12], "os": ["ubuntu", "windows"]}"#))
        check.checkDecision(.matched)
        check.checkJob("test/1", name: "test (10, ubuntu)", matrix: ["version": 10, "os": "ubuntu"])
        check.checkJob("test/2", name: "test (10, windows)", matrix: ["version": 10, "os": "windows"])
        check.checkJob("test/3", name: "test (12, ubuntu)", matrix: ["version": 12, "os": "ubuntu"])
        check.checkJob("test/4", name: "test (12, windows)", matrix: ["version": 12, "os": "windows"])
        check.checkNothingMore()
    }

    @Test func `include expands and adds as in GitHub's example of fruits and animals`() throws {
        let matrix = """
            {"fruit": ["apple", "pear"], "animal": ["cat", "dog"], "include": [
              {"color": "green"}, {"color": "pink", "animal": "cat"}, {"fruit": "apple", "shape": "circle"},
              {"fruit": "banana"}, {"fruit": "banana", "animal": "cat"}]}
            """
        #expect(
            try combinations(matrix) == [
                ["fruit": "apple", "animal": "cat", "color": "pink", "shape": "circle"],
                ["fruit": "apple", "animal": "dog", "color": "green", "shape": "circle"],
                ["fruit": "pear", "animal": "cat", "color": "pink"],
                ["fruit": "pear", "animal": "dog", "color": "green"],
                ["fruit": "banana"],
                ["fruit": "banana", "animal": "cat"]
            ])
    }

    @Test func `include without other keys lists the combinations`() throws {
        let matrix =
            #"{"include": [{"site": "production", "datacenter": "a"}, {"site": "staging", "datacenter": "b"}]}"#
        #expect(
            try combinations(matrix) == [
                ["site": "production", "datacenter": "a"], ["site": "staging", "datacenter": "b"]
            ])
    }

    @Test func `exclude takes partial matches away: nine of GitHub's twelve remain`() throws {
        let matrix = """
            {"os": ["macos-latest", "windows-latest"], "version": [12, 14, 16], "environment": ["staging", "production"],
             "exclude": [{"os": "macos-latest", "version": 12, "environment": "production"},
                         {"os": "windows-latest", "version": 16}]}
            """
        let left = try combinations(matrix)
        #expect(left.count == 9)
        #expect(!left.contains(["os": "macos-latest", "version": 12, "environment": "production"]))
        #expect(!left.contains { $0["os"] == "windows-latest" && $0["version"] == 16 })
    }

    @Test func `include comes after exclude and can bring back`() throws {
        let matrix = #"{"v": [1, 2], "exclude": [{"v": 2}], "include": [{"v": 2, "x": true}]}"#
        #expect(try combinations(matrix) == [["v": 1], ["v": 2, "x": true]])
    }

    @Test func `objects and arrays are values, and exclude names part of an object`() throws {
        let matrix = """
            {"node": [{"version": 14}, {"version": 20, "env": "X=1"}], "list": [[1, 2]],
             "exclude": [{"node": {"version": 14}}]}
            """
        let check = try check(Model.job("test", matrix: matrix))
        check.checkDecision(.matched)
        check.checkJob(
            "test/1", name: "test (20, X=1, 1, 2)", matrix: ["node": ["version": 20, "env": "X=1"], "list": [1, 2]])
        check.checkNothingMore()
    }

    @Test func `keys of a matrix are compared without case`() throws {
        let matrix = #"{"OS": ["a", "b"], "exclude": [{"os": "b"}], "include": [{"os": "a", "x": 1}]}"#
        #expect(try combinations(matrix) == [["OS": "a", "x": 1]])
    }

    @Test func `a matrix and its parts may be expressions`() throws {
        #expect(try combinations(#"${{ fromJSON('{"a":[1,2]}') }}"#) == [["a": 1], ["a": 2]])
        let parts = """
            {"a": "${{ fromJSON('[1,2]') }}", "b": ["${{ github.ref_name }}"],
             "include": "${{ fromJSON('[{\\"a\\":1,\\"c\\":3}]') }}"}
            """
        #expect(try combinations(parts) == [["a": 1, "b": "main", "c": 3], ["a": 2, "b": "main"]])
    }

    @Test(arguments: [
        (#"{"a": []}"#, "strategy.matrix.a has no values"),
        (#"{}"#, "strategy.matrix defines no combination"),
        (#"{"a": [1], "exclude": [{"a": 1}]}"#, "strategy.matrix has no combination left after exclude"),
        (#"{"a": "x"}"#, "strategy.matrix.a must be an array, not the text 'x'"),
        (#"{"a": [1], "include": [1]}"#, "strategy.matrix.include[0] must be an object, not 1"),
        (#"{"a": [1], "exclude": [{"b": 1}]}"#, "strategy.matrix.exclude names 'b', which is no key of the matrix"),
        (#"{"a": [1], "A": [2]}"#, "strategy.matrix has both a and A, which are the same key"),
        (
            "${{ github.sha }}",
            """
            strategy.matrix must be an object of arrays; its expression gives the text \
            'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
            """
        )
    ])
    func `an impossible matrix is a sentence at its place`(matrix: String, message: String) throws {
        #expect(try problem(matrix) == message)
    }

    @Test func `an expression that cannot be evaluated makes the workflow invalid`() throws {
        let message = try #require(try problem("${{ fromJSON('{') }}"))
        #expect(message.hasPrefix("strategy.matrix cannot be evaluated: "))
    }

    @Test func `256 jobs are allowed, 257 are not, and a huge product is refused without making it`() throws {
        func numbers(_ count: Int) -> String { "[" + (1...count).map(String.init).joined(separator: ",") + "]" }
        #expect(try combinations(#"{"a": \#(numbers(16)), "b": \#(numbers(16))}"#).count == 256)
        #expect(try problem(#"{"a": \#(numbers(257))}"#) == "strategy.matrix gives 257 jobs; the limit is 256")
        let huge = (0..<9).map { #""k\#($0)": \#(numbers(100))"# }.joined(separator: ",")
        #expect(
            try problem(#"{\#(huge), "exclude": [{"k0": 1}]}"#)
                == "strategy.matrix multiplies to more than 65536 combinations")
    }

    @Test func `fail-fast and max-parallel are facts of each combination`() throws {
        let job = try Model.job(
            "test", matrix: #"{"a": [1, 2, 3]}"#, failFast: "${{ github.ref_name != 'main' }}", maxParallel: "2")
        let jobs = try check(job).plan.runs.flatMap(\.jobs)
        #expect(jobs.map(\.strategy.index) == [0, 1, 2])
        #expect(jobs.allSatisfy { $0.strategy.total == 3 && !$0.strategy.failFast && $0.strategy.maxParallel == 2 })
        #expect(
            jobs.first?.strategy.context == ["fail-fast": false, "job-index": 0, "job-total": 3, "max-parallel": 2])
        let plain = try check(Model.job("test", matrix: #"{"a": [1, 2]}"#)).plan.runs.flatMap(\.jobs)
        #expect(plain.last?.strategy == JobStrategy(failFast: true, index: 1, total: 2, maxParallel: nil))
    }

    @Test(arguments: ["0", "1.5", "${{ 'two' }}"])
    func `max-parallel has to be a whole number from one`(text: String) throws {
        let plan = try check(Model.job("test", matrix: #"{"a": [1]}"#, maxParallel: text)).plan
        #expect(plan.decisions.map(\.verdict) == [.invalid])
        #expect(plan.runs.first?.diagnostics.first?.message.hasPrefix("strategy.max-parallel must be") == true)
    }

    @Test func `a name without expressions gets the values, one with expressions does not`() throws {
        func names(_ name: String?) throws -> [String] {
            try check(Model.job("test", name: name, matrix: #"{"a": ["x", "y"]}"#)).plan.runs.flatMap(\.jobs).map(
                \.name)
        }
        #expect(try names(nil) == ["test (x)", "test (y)"])
        #expect(try names("Unit") == ["Unit (x)", "Unit (y)"])
        #expect(try names("On ${{ matrix.a }} of ${{ strategy.job-total }}") == ["On x of 2", "On y of 2"])
    }

    @Test func `a name of more than 100 characters is cut`() throws {
        let long = String(repeating: "x", count: 120)
        let name = try check(Model.job("test", matrix: #"{"a": ["\#(long)"]}"#)).plan.runs.first?.jobs.first?.name
        #expect(name?.count == 100)
        #expect(name?.hasSuffix("...") == true)
    }
}
