import Core
import Expressions
import JobProtocol

/// The `outputs` of a job, worked out behind its last step.
struct JobOutputs {
    private(set) var values: [String: String] = [:]
    /// The first that has no value, and why: as on GitHub the job fails by it, where nothing else has failed.
    private(set) var failure: String?

    /// - Throws: when the journal cannot be written. What is left out, or has no value, is annotated.
    init(of job: JobRunner) throws {
        var size = 0
        for output in job.plan.outputs {
            let value: String
            do {
                value = try StepText.string(output.text, "outputs.\(output.name)", in: job.scope())
            } catch {
                let problem = job.shown("\(error) (\(output.place))")
                failure = failure ?? problem
                try job.annotate(.error, problem)
                continue
            }
            if job.patterns.isFound(in: value) {
                try job.annotate(.warning, "the output `\(output.name)` is left out since it may contain a secret")
            } else if size + value.utf8.count > CommandFile.maximumBytes {
                try job.annotate(
                    .warning,
                    "the output `\(output.name)` is left out: a job's outputs may have "
                        + "\(CommandFile.maximumBytes) bytes together")
            } else {
                size += value.utf8.count
                values[output.name] = value
            }
        }
    }
}
