public import Core
import Workflows

/// Plans and decisions for a terminal.
public enum PlanText {
    /// What `anneal plan` prints: the event, a line for each decision, and the jobs of each run. Ends with a newline.
    public static func render(_ plan: Plan) -> String {
        var paragraphs = [render(plan.event), render(plan.decisions)]
        paragraphs += plan.runs.map(render)
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    /// `push of refs/heads/main at abc1234 by ada`
    public static func render(_ event: Event) -> String {
        var text = event.kind.rawValue.quotedForPeople
        if let ref = event.ref { text += " of " + ref.name.quotedForPeople }
        if let sha = event.after, !sha.isZero { text += " at " + sha.short }
        return text + " by " + event.actor.quotedForPeople
    }

    /// A table of workflow, verdict and reason, with the rule that decided and its line. No newline at the end.
    public static func render(_ decisions: [Decision]) -> String {
        var table = TextTable(heading: ["workflow", "verdict", "reason"])
        table.rows = decisions.map { decision in
            var reason = decision.reason
            if let rule = decision.rule {
                reason += " [\(rule)" + (decision.position.map { ", line \($0.line)" } ?? "") + "]"
            }
            return [decision.workflow?.quotedForPeople ?? "-", decision.verdict.rawValue, reason]
        }
        return table.rendered()
    }

    /// The run's name and its jobs, or what is wrong with its file. No newline at the end.
    public static func render(_ run: RunPlan) -> String {
        let title = "\(run.workflow.quotedForPeople): \(run.runName.quotedForPeople)"
        var parts = [title]
        if !run.jobs.isEmpty {
            var table = TextTable(heading: ["job", "name", "needs", "verdict"])
            table.rows = run.jobs.map { job in
                let needs = job.needs.isEmpty ? "-" : job.needs.joined(separator: ", ")
                return [job.key, job.name.quotedForPeople, needs, verdict(job)]
            }
            parts.append(table.rendered(indent: 2))
        }
        parts += run.diagnostics.map { "  " + $0.description }
        return parts.joined(separator: "\n")
    }

    private static func verdict(_ job: PlannedJob) -> String {
        guard job.gate?.voucher == nil, let outlook = job.outlook else { return plain(job) }
        switch outlook.verdict {
        case .skipped(let reason): return "skipped: \(reason)"
        case .depends(let condition):
            let obstacle = outlook.obstacle.map { "; it fails then: \($0)" } ?? ""
            return
                "\(job.callee.map { "calls \($0.description.quotedForPeople)" } ?? "runs") if \(condition)\(obstacle)"
        case .runs: return outlook.obstacle.map { "fails: \($0)" } ?? plain(job)
        }
    }

    /// Of a job of which its condition says nothing.
    private static func plain(_ job: PlannedJob) -> String {
        let calls = job.callee.map { "calls \($0.description.quotedForPeople)" }
        let plain =
            calls
            ?? (job.isDeferred
                ? "expands when its needs are over" : job.needs.isEmpty ? "runs" : "runs after its needs")
        switch job.gate {
        case nil: return plain
        case .open(let reason): return "\(plain): \(reason)"
        case .vouched(_, let reason): return "skipped: \(reason)"
        }
    }
}
