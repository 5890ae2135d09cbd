import Core
import JobProtocol
import Testing

struct JobOutputTests {
    private func job(_ script: String = "true", secrets: String = "", outputs: JobOutput...) throws -> JobRecord {
        try SupervisedJob([.run(script, id: "make")], outputs: outputs, secrets: secrets).run()
    }

    @Test func `an output without a value fails the job, and says which and where`() throws {
        let record = try job(
            outputs: JobOutput("good", "x", at: "ci.yml, line 3"),
            JobOutput("broken", "${{ fromJSON('{') }}", at: "ci.yml, line 4"),
            JobOutput("late", "${{ fromJSON('[') }}", at: "ci.yml, line 5"))
        #expect(record.conclusion == .failure)
        let reason = try #require(record.reason)
        #expect(reason.contains("outputs.broken") && reason.hasSuffix("(ci.yml, line 4)"), "\(reason)")
        #expect(record.outputs == ["good": "x"])
        #expect(record.annotations.map(\.level) == [.error, .error])
        #expect(record.annotations.last?.message.hasSuffix("(ci.yml, line 5)") == true)
    }

    @Test func `what failed before an output says why the job failed`() throws {
        let record = try job("exit 3", outputs: JobOutput("broken", "${{ fromJSON('{') }}", at: "ci.yml, line 4"))
        #expect(record.conclusion == .failure && record.exitCode == 3)
        #expect(record.reason?.hasPrefix("step `") == true)
    }

    @Test func `an output that may hold a secret is left out, and the job has passed`() throws {
        let record = try job(
            secrets: #"{"KEY":"hush hush"}"#, outputs: JobOutput("key", "${{ secrets.KEY }}", at: "ci.yml, line 4"))
        #expect(record.conclusion == .success && record.outputs.isEmpty)
        #expect(record.annotations.map(\.level) == [.warning])
    }
}
