import Core
import JobProtocol

/// `cancel`: ends a background step, which is no failure.
final class CancelWork: StepWork {
    private let task: StepTask
    private let other: StepTask
    private var hasAsked = false
    private var cut: StepEnding?

    init(of other: StepTask, by task: StepTask) {
        (self.other, self.task) = (other, task)
    }

    func proceed() throws -> StepProgress {
        if let cut { return .ended(cut) }
        if other.isFinished {
            // What failed before anybody ended it still counts, at the next wait or at the job's end.
            if other.result?.conclusion.isFailure == false { other.absorb() }
            return .ended(StepEnding(.success))
        }
        guard !hasAsked else { return .running(nil) }
        hasAsked = true
        try other.stop(StepEnding(.cancelled, reason: "cancelled by the step `\(task.name)`"))
        // It is asked to go on before this one is asked again.
        return .running(.now)
    }

    func stop(_ ending: StepEnding) {
        cut = cut ?? ending
    }
}
