import Core
import Store
import Testing

@Suite struct PassTests {
    @Test func `the latest run vouches, whichever ends last`() async throws {
        let test = try TestStore()
        let repository = try await test.addRepository()
        let runs = [
            try await test.addRun(repository), try await test.addRun(repository), try await test.addRun(repository)
        ]
        func pass(_ number: Int, _ commit: Character, ref: GitRef = .branch("main"), definition: String = "d") throws
            -> PassRecord
        {
            PassRecord(
                repository: repository, workflowPath: "ci.yml", jobKey: "test", definition: definition, ref: ref,
                commit: try #require(sha(commit)), run: runs[number - 1], number: number, at: start)
        }
        func last(_ ref: GitRef = .branch("main"), definition: String = "d") async throws -> PassRecord? {
            try await test.store.read { reader throws in
                try reader.lastPass(
                    repository, workflowPath: "ci.yml", jobKey: "test", definition: definition, ref: ref)
            }
        }
        #expect(try await last() == nil)
        for record in [try pass(2, "b"), try pass(1, "a"), try pass(3, "c", ref: .branch("dev"))] {
            try await test.store.write { try $0.recordPass(record) }
        }
        let latest = try await last()
        #expect(try latest == pass(2, "b"))
        let other = try await last(.branch("dev"))
        #expect(try other == pass(3, "c", ref: .branch("dev")))
        #expect(try await last(definition: "other") == nil)
        let newer = try pass(3, "d")
        try await test.store.write { try $0.recordPass(newer) }
        #expect(try await last() == newer)
    }
}
