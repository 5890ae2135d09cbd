/// What a step is doing. Asked again after every turn of the event loop, so that many can go on side by side in one
/// thread.
protocol StepWork: AnyObject {
    /// Goes on as far as it can without waiting.
    func proceed() throws -> StepProgress
    /// Is to end soon, and then in this way.
    func stop(_ ending: StepEnding)
    /// The job was cancelled while this runs.
    ///
    /// - Parameter goesOn: whether the step's own `if` still holds.
    func jobWasCancelled(goesOn: Bool, _ ending: StepEnding)
}

extension StepWork {
    func jobWasCancelled(goesOn: Bool, _ ending: StepEnding) {
        if !goesOn { stop(ending) }
    }
}

enum StepProgress {
    /// Ask again then; nil = when something happened.
    case running(MonotonicTime?)
    case ended(StepEnding)
}
