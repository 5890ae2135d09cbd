import JobProtocol

/// The background steps of a job, in the order in which they began.
final class BackgroundSteps {
    /// As on GitHub; more wait for their turn.
    private static let maximum = 10

    private(set) var tasks: [StepTask] = []

    func add(_ task: StepTask) {
        tasks.append(task)
    }

    /// Whether one more may run.
    var hasPlace: Bool { tasks.count { $0.isWorking } < Self.maximum }

    /// Those that nobody has waited for.
    var remaining: [StepTask] { tasks.filter(\.needsWait) }

    func step(_ id: String) throws -> StepTask {
        guard let task = tasks.last(where: { $0.step.id == id }) else {
            throw SupervisionError(.step, "there is no background step `\(id)` before this one")
        }
        return task
    }

    /// Lets each go on as far as it can.
    func proceed() throws -> MonotonicTime? {
        var next: MonotonicTime?
        for task in tasks where !task.isFinished {
            if let time = try task.proceed() { next = min(next ?? time, time) }
        }
        return next
    }
}
