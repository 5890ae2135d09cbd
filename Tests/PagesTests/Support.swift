import Core
import JobProtocol

@testable import Pages

/// Records in any state, with defaults that fit.
enum Make {
    static let now = Timestamp(milliseconds: 1_795_000_000_000)
    static let context = PageContext(now: now, isSignedIn: true)
    static let sha = CommitSHA(String(repeating: "1a2b3c4d", count: 5)) ?? .zero

    static func run(
        _ id: Int64 = 7, title: String = "Train on more windows", repository: String = "team/weather",
        ref: GitRef? = .branch("main"), state: RunState = .completed, conclusion: Conclusion? = .success, age: Int = 300
    ) -> RunSummary {
        let created = now + .seconds(-age)
        return RunSummary(
            id: RunID(id), number: Int(id), title: title, repository: repository, workflow: ".anneal/workflows/ci.yml",
            workflowName: "CI", ref: ref, sha: sha, state: state, conclusion: state == .completed ? conclusion : nil,
            createdAt: created, startedAt: state == .queued ? nil : created + .seconds(1),
            finishedAt: state == .completed ? created + .seconds(96) : nil)
    }

    static func job(
        _ id: Int64, _ jobID: String, name: String? = nil, needs: [String] = [], state: JobState = .completed,
        conclusion: Conclusion? = .success, reason: String? = nil, attempt: Int = 1, steps: [JobSummary.Step] = [],
        annotations: [Annotation] = [], summary: String = ""
    ) -> JobSummary {
        let isStarted = state != .blocked && state != .ready && conclusion != .skipped
        return JobSummary(
            id: JobID(id), jobID: jobID, name: name ?? jobID, needs: needs, tier: nil, state: state,
            conclusion: state == .completed ? conclusion : nil, reason: reason, attempt: attempt,
            startedAt: isStarted ? now + .seconds(-90) : nil,
            finishedAt: state == .completed ? now + .seconds(-40) : nil, steps: steps, annotations: annotations,
            summary: summary)
    }

    static func step(_ index: Int, _ name: String, _ conclusion: Conclusion? = .success, exitCode: Int? = nil)
        -> JobSummary.Step
    {
        JobSummary.Step(
            index: index, name: name, conclusion: conclusion, exitCode: exitCode, signal: nil, reason: nil,
            startedAt: now + .seconds(-80 + index), finishedAt: conclusion == nil ? nil : now + .seconds(-70 + index))
    }

    static func artifact(_ id: Int64 = 3, _ name: String = "model", size: Int64 = 1536) -> ArtifactSummary {
        ArtifactSummary(
            id: id, run: RunID(7), name: name, files: 2, size: size, digest: String(repeating: "5e", count: 32),
            expiresAt: now + .seconds(90 * 86_400))
    }

    static func runPage(
        _ run: RunSummary = run(), jobs: [JobSummary], diagnostics: [Diagnostic] = [],
        artifacts: [ArtifactSummary] = []
    ) -> RunPage {
        RunPage(
            run: run, attempt: 1, seed: 42, reason: nil, isCancelling: false,
            event: (EventID(3), "push", "ada"), diagnostics: diagnostics, jobs: jobs, artifacts: artifacts)
    }

    static func jobPage(_ log: JobPage.LogPart, job: JobSummary = job(11, "test", name: "Unit tests")) -> JobPage {
        JobPage(job: job, run: run(), attempt: job.attempt, lastAttempt: job.attempt, log: log)
    }

    static func window(_ text: String, first: Int = 1, total: Int? = nil) -> LogWindow {
        let lines = LogWindow.lines(of: Array(text.utf8), first: first)
        return LogWindow(lines: lines, total: total ?? lines.count, size: text.utf8.count)
    }

    static func logHTML(_ text: String) -> String {
        window(text).html(link: { "#L\($0)" }, raw: { "/raw/\($0)" }, isLive: false).text
    }

    /// What an attacker writes wherever text can be written.
    static let hostile = #"<script>alert(1)</script>"' onmouseover="alert(2)" &amp;"#
}
