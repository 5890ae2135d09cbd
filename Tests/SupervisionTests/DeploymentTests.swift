import Core
import JobProtocol
import Testing

struct DeploymentTests {
    private func deploy(_ url: String?, secrets: String = "") throws -> JobRecord {
        try SupervisedJob(
            [.run("echo 'page=https://a.example/7' >> \"$GITHUB_OUTPUT\"", id: "make")], secrets: secrets,
            deployment: Deployment(name: "staging", url: url)
        ).run()
    }

    @Test func `the url of an environment knows what the steps put out`() throws {
        let record = try deploy("${{ steps.make.outputs.page }}")
        #expect(record.deployment == Deployment(name: "staging", url: "https://a.example/7"))
        #expect(try deploy(nil).deployment == Deployment(name: "staging"))
        #expect(try deploy("${{ steps.none.outputs.page }}").deployment == Deployment(name: "staging"))
    }

    @Test func `a url that cannot be told is left out with a warning, and the job has passed`() throws {
        let broken = try deploy("${{ fromJSON('{') }}")
        #expect(broken.deployment == Deployment(name: "staging") && broken.conclusion == .success)
        #expect(broken.annotations.map(\.level) == [.warning])
        let secret = try deploy("https://a.example/${{ secrets.KEY }}", secrets: #"{"KEY":"hush hush"}"#)
        #expect(secret.deployment == Deployment(name: "staging") && secret.conclusion == .success)
        #expect(secret.annotations.map(\.message).allSatisfy { $0.contains("secret") && !$0.contains("hush") })
    }
}
