import Core
import Expressions
import OrderedCollections

extension Reader {
    /// Training that hangs is the most expensive way to wait, and the default of six hours ends it late.
    func checkTimeouts(_ workflow: Workflow) {
        for job in workflow.jobs.values where job.timeoutMinutes == nil && job.call == nil && Self.trains(job) {
            report(
                .missingTimeout, "the job '\(job.id.content)' trains, and has no time-out",
                help: "Add 'timeout-minutes' with what it takes at most; without one it may take six hours.",
                severity: .note, at: job.id.position)
        }
    }

    /// By its name, or by what it asks for.
    private static func trains(_ job: JobDefinition) -> Bool {
        let words = (job.id.content + " " + (job.name?.text ?? "")).lowercased().split { !$0.isLetter }
        let names: Set<Substring> = ["train", "training", "retrain", "retraining", "finetune", "tuning"]
        return words.contains(where: names.contains) || job.resources["gpu"] != nil
    }
}
