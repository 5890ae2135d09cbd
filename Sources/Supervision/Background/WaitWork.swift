import Core
import JobProtocol

/// `wait`, `wait-all`, and the end of a `parallel`: what failed in the background fails here.
final class WaitWork: StepWork {
    private let task: StepTask
    private let awaited: [StepTask]
    private var cut: StepEnding?

    init(for awaited: [StepTask], of task: StepTask) {
        (self.awaited, self.task) = (awaited, task)
        let open = awaited.filter { !$0.isFinished }
        guard !open.isEmpty else { return }
        say("Waiting for " + open.map(\.name).joined(separator: ", "))
    }

    func proceed() -> StepProgress {
        if let cut { return .ended(cut) }
        guard awaited.allSatisfy(\.isFinished) else { return .running(nil) }
        var ending = StepEnding(awaited.isEmpty || awaited.contains { !$0.isSkipped } ? .success : .skipped)
        if ending.outcome == .skipped { ending.reason = "all of its steps were skipped" }
        for other in awaited where other.absorb() {
            guard let result = other.result else { continue }
            say("\(result.name): \(result.outcome.result)" + (result.reason.map { " (\($0))" } ?? ""))
            if result.conclusion.isFailure && !ending.outcome.isFailure {
                ending = StepEnding(failedBy: result, "background step")
            }
        }
        return .ended(ending)
    }

    func stop(_ ending: StepEnding) {
        cut = cut ?? ending
    }

    private func say(_ text: String) {
        task.job.log.write(task.job.patterns.redact(text) + "\n", step: task.index)
    }
}
