import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The life of one step: its condition, its work, how it ended. A step is one of the job's, of a composite action's, or
/// a phase of an action before or after all steps.
final class StepTask {
    let job: JobRunner
    let step: StepPlan
    let phase: ActionPhase
    let frame: StepFrame
    /// What a background step hands on is kept apart until somebody waits for it.
    let surroundings: Surroundings
    /// Its place in journal and log; a step of a composite action has that of the action's.
    let index: Int
    let isInner: Bool
    /// The same for all phases of one use of an action.
    let key: String
    /// Of `parallel`.
    let members: [StepTask]
    let actionName: String
    private let conditionText: String?
    private var trace: [Operand]?

    private enum State {
        case new
        /// Its condition holds.
        case ready
        case working(any StepWork)
        case finished(StepResult)
    }

    private var state = State.new
    /// The `env` context.
    private(set) var variables: OrderedDictionary<String, String> = [:]
    private(set) var name: String
    private var deadline: MonotonicTime?
    private var limit: Int64 = 0
    private var isStopped = false
    private var hasHeardOfCancellation = false
    private var outputs: [(name: String, value: String)] = []
    /// For a background step: whether what it left has been handed on.
    private var isAbsorbed = false

    /// - Parameter condition: of a phase before or after all steps; the step's own `if` is for its main phase.
    init(
        _ step: StepPlan, of job: JobRunner, in frame: StepFrame, key: String, index: Int, phase: ActionPhase = .main,
        condition: String? = nil, isInner: Bool = false, members: [StepTask] = []
    ) {
        (self.job, self.step, self.phase, self.frame, self.key) = (job, step, phase, frame, key)
        (self.index, self.isInner, self.members) = (index, isInner, members)
        surroundings =
            switch phase {
            case .main where step.background: frame.surroundings.copy()
            case .main, .pre: frame.surroundings
            case .post: job.root.surroundings
            }
        switch (phase, step.work) {
        case (.main, .run), (.main, .builtIn), (.main, .action): conditionText = step.condition
        case (.main, _): conditionText = step.condition ?? "always()"
        case (.pre, _), (.post, _): conditionText = condition ?? "always()"
        }
        actionName = job.actions.name(of: step, key: key)
        name = ""
        name = displayName(in: nil)
    }

    var result: StepResult? {
        if case .finished(let result) = state { return result }
        return nil
    }

    var isFinished: Bool { result != nil }

    var isSkipped: Bool { result?.outcome == .skipped }

    /// A background step that waits for its turn, or runs.
    var isWorking: Bool {
        if case .working = state { return true }
        return false
    }

    // MARK: Life

    /// Decides whether it is to run at all.
    func decide() throws {
        // What was asked before this moment counts, also when the step before ended faster than anybody looked.
        job.loop.glance()
        job.noteRequests()
        guard !job.cancellation.isFinal || isControl else {
            return try finish(StepEnding(.skipped, reason: job.cancellation.reason))
        }
        hasHeardOfCancellation = job.cancellation.cause != nil
        do {
            variables = try evaluateEnvironment()
            name = displayName(in: scope())
            trace = StepText.trace(phase == .main ? step.condition : nil, in: conditionScope)
            let (holds, explanation) = try StepText.condition(conditionText, in: conditionScope)
            guard holds else { return try finish(StepEnding(.skipped, reason: explanation)) }
        } catch let error as SupervisionError {
            // As on GitHub: what has no value fails the step, unless nothing more is to run anyhow.
            return try finish(job.isCancelled ? StepEnding(.skipped, reason: "\(error)") : .failed(error))
        }
        state = .ready
    }

    /// Goes on as far as it can without waiting.
    ///
    /// - Returns: when to ask again at the latest; nil = when something happened.
    func proceed() throws -> MonotonicTime? {
        if case .new = state { try decide() }
        if case .ready = state {
            try hearOfCancellation(nil)
            guard case .ready = state, !step.background || phase != .main || job.background.hasPlace else { return nil }
            try launch()
        }
        guard case .working(let work) = state else { return nil }
        do {
            try hearOfCancellation(work)
            stopIfDue()
            switch try work.proceed() {
            case .running(let next): return [next, deadline].compactMap { $0 }.min()
            case .ended(let ending): try finish(ending)
            }
        } catch let error as SupervisionError where error.code != .system {
            try finish(.failed(error))
        }
        return nil
    }

    /// Makes it end soon, and in this way.
    func stop(_ ending: StepEnding) throws {
        switch state {
        case .new, .ready: try finish(ending)
        case .working: endEarly(ending)
        case .finished: break
        }
    }

    /// For one that works already.
    func endEarly(_ ending: StepEnding) {
        guard case .working(let work) = state, !isStopped else { return }
        (isStopped, deadline) = (true, nil)
        work.stop(ending)
    }

    private func launch() throws {
        if !isInner {
            job.log.begin(step: index)
            try job.journal.append(.stepStarted(index: index, name: job.shown(name)))
        }
        do {
            if let limit = try StepText.milliseconds(step.timeoutMinutes, in: scope()) {
                (self.limit, deadline) = (limit, .now + limit)
            }
            state = .working(try makeWork())
        } catch let error as SupervisionError where error.code != .system {
            try finish(.failed(error))
        }
    }

    /// As on GitHub, a cancel asks the condition of what runs again: `always()` goes on.
    private func hearOfCancellation(_ work: (any StepWork)?) throws {
        guard !hasHeardOfCancellation, job.cancellation.cause != nil, !isControl else { return }
        hasHeardOfCancellation = true
        if isInner { frame.isCancelled = true }
        let goesOn = (try? StepText.condition(conditionText, in: conditionScope).holds) ?? false
        let ending = StepEnding(.cancelled, reason: job.cancellation.reason)
        if let work {
            work.jobWasCancelled(goesOn: goesOn, ending)
        } else if !goesOn {
            try stop(ending)
        }
    }

    private func stopIfDue() {
        guard !isStopped else { return }
        var ending: StepEnding?
        if let failure = job.log.failure {
            ending = StepEnding(.failure, reason: failure)
        } else if let deadline, MonotonicTime.now >= deadline {
            let time = Cancellation.describe(seconds: Double(limit) / 1000)
            ending = StepEnding(.timedOut, reason: "timed out after \(time)")
        } else if job.cancellation.isFinal, !isControl {
            ending = StepEnding(.cancelled, reason: job.cancellation.reason)
        }
        if let ending { endEarly(ending) }
    }

    // MARK: End

    private func finish(_ ending: StepEnding) throws {
        var ending = ending
        var isForgiven = false
        if ending.outcome.isFailure {
            do {
                isForgiven = try StepText.flag(step.continueOnError, "continue-on-error", in: scope())
            } catch {
                ending.reason = (ending.reason.map { $0 + "; " } ?? "") + "\(error)"
            }
        }
        let result = StepResult(
            index: index, name: job.shown(name), outcome: ending.outcome,
            conclusion: isForgiven ? .warning : ending.outcome, exitCode: ending.exitCode, signal: ending.signal,
            reason: ending.reason.map { job.shown($0) },
            trace: trace?.map {
                Operand(text: job.shown($0.text), value: job.shown($0.value), error: $0.error.map { job.shown($0) })
            })
        state = .finished(result)
        outputs = ending.outputs
        if !step.background || phase != .main { absorb() }
        if isInner {
            tellOfFailure(result)
        } else {
            try job.journal.append(.stepFinished(result))
            try job.journal.synchronize()
        }
    }

    /// Lets other steps see what this one left.
    ///
    /// - Returns: false when that was done before.
    @discardableResult
    func absorb() -> Bool {
        guard let result, !isAbsorbed else { return false }
        isAbsorbed = true
        frame.surroundings.adopt(surroundings)
        if phase == .main { frame.record(result, of: step.id, outputs: outputs) }
        // What a background step did counts where it is waited for.
        if !step.background || phase != .main { frame.note(result) }
        if result.outcome == .cancelled && isInner { frame.isCancelled = true }
        return true
    }

    var needsWait: Bool { !isAbsorbed }

    /// The result of an inner step is nowhere but in the log.
    private func tellOfFailure(_ result: StepResult) {
        guard result.outcome.isFailure || result.outcome == .cancelled else { return }
        let why = result.reason.map { ": " + $0 } ?? ""
        job.log.write("::error::\(result.name) (\(result.outcome.result))\(why)\n", step: index)
    }
}
