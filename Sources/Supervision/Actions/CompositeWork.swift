import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The steps of a composite action, one after the other: to the job they are one step.
final class CompositeWork: StepWork {
    /// As on GitHub. It ends an action that uses itself, too.
    static let maximumDepth = 10

    private let task: StepTask
    private let frame: StepFrame
    private let outputs: [NamedText]
    private var rest: ArraySlice<(position: Int, step: StepPlan)>
    private var current: StepTask?
    private var cut: StepEnding?

    /// - Parameter frame: where its steps see each other.
    init(of task: StepTask, steps: [StepPlan], outputs: [NamedText], frame: StepFrame) throws {
        guard frame.depth <= Self.maximumDepth else {
            throw SupervisionError(
                .step, "composite actions are nested deeper than \(Self.maximumDepth); does one of them use itself?")
        }
        (self.task, self.outputs, self.frame) = (task, outputs, frame)
        let all = steps.enumerated().map { (position: $0.offset, step: $0.element) }
        rest = (task.phase == .pre ? all.filter { task.job.actions.hasPre($0.step) } : all)[...]
    }

    func proceed() throws -> StepProgress {
        while true {
            if let current {
                let next = try current.proceed()
                guard current.isFinished else { return .running(next) }
            }
            current = nil
            if let cut { return .ended(cut) }
            guard let (position, step) = rest.popFirst() else { return .ended(try conclude()) }
            current = StepTask(
                step, of: task.job, in: frame, key: frame.key + "\(position)", index: task.index, phase: task.phase,
                condition: task.phase == .pre ? task.job.actions.preCondition(of: step) : nil, isInner: true)
        }
    }

    func stop(_ ending: StepEnding) {
        cut = cut ?? ending
        current?.endEarly(ending)
    }

    /// Each of its steps is asked by itself.
    func jobWasCancelled(goesOn: Bool, _ ending: StepEnding) {}

    private func conclude() throws -> StepEnding {
        var ending = StepEnding(.success)
        if let failure = frame.firstFailure {
            ending = StepEnding(failedBy: failure, "step")
        } else if frame.isCancelled {
            ending = StepEnding(.cancelled, reason: task.job.cancellation.reason)
        }
        guard task.phase == .main else { return ending }
        let scope = task.job.contexts.scope(
            in: frame, environment: task.surroundings.environment.merging(frame.environment) { $1 },
            github: task.github(), status: frame.status, jobStatus: task.job.root.statusName)
        do {
            for output in outputs {
                ending.outputs.append(
                    (output.name, try StepText.string(output.text, "outputs.\(output.name)", in: scope)))
            }
        } catch let error where ending.outcome == .success {
            ending.outcome = .failure
            ending.reason = "\(error)"
        } catch {
            // It has failed already, and that is what a person needs to know.
        }
        return ending
    }
}
