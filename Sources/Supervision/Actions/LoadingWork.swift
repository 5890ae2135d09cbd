import Core
import FoundationEssentials
import JobProtocol
import OrderedCollections

/// A local action that nobody knew before the job ran: read by the `anneal` executable, which knows YAML, and then run.
final class LoadingWork: StepWork {
    private let task: StepTask
    private let reference: String
    private let inputs: [NamedText]
    private let child: ChildProcess
    private let output: CapturedOutput
    private var work: (any StepWork)?
    private var cut: StepEnding?

    init(of task: StepTask, _ reference: String, _ inputs: [NamedText]) throws {
        guard !ActionPlace.isImage(reference) else {
            throw SupervisionError.noContainers(reference, at: task.step.place)
        }
        guard ActionPlace.isLocal(reference) else {
            throw SupervisionError(
                .machine, "the action `\(reference)` is not among those that were fetched for this job")
        }
        (self.task, self.reference, self.inputs) = (task, reference, inputs)
        let workspace = task.job.plan.workspace.path
        child = try ChildProcess(
            executable: task.job.plan.executable,
            arguments: ["action", "load", try ActionFolder.local(reference, in: workspace, at: task.step.place)],
            environment: task.job.baseEnvironment, directory: workspace)
        task.job.noteCompany()
        output = CapturedOutput(child.output)
        task.job.loop.add(output)
        task.job.loop.await(child.pid)
    }

    func proceed() throws -> StepProgress {
        if let work { return try work.proceed() }
        let loop = task.job.loop
        guard let status = loop.exitStatus(of: child.pid) else { return .running(nil) }
        loop.forget(child.pid)
        try loop.drain(output)
        if let cut { return .ended(cut) }
        let action = try read(status)
        task.job.actions[reference] = action
        let work = try task.makeWork(for: action, reference, inputs)
        self.work = work
        return try work.proceed()
    }

    /// It takes milliseconds, so it is let end.
    func stop(_ ending: StepEnding) {
        cut = cut ?? ending
        work?.stop(ending)
    }

    func jobWasCancelled(goesOn: Bool, _ ending: StepEnding) {
        if let work {
            work.jobWasCancelled(goesOn: goesOn, ending)
        } else if !goesOn {
            stop(ending)
        }
    }

    private func read(_ status: ExitStatus) throws -> ActionPlan {
        guard status.isSuccess, !output.isTooLong else {
            let words = String(decoding: output.bytes, as: UTF8.self)
            task.job.log.write(task.job.patterns.redact(words.hasSuffix("\n") ? words : words + "\n"), step: task.index)
            throw SupervisionError(.step, "the action `\(reference)` can't be read; the log says why")
        }
        do {
            var action = try JSONDecoder().decode(ActionPlan.self, from: Data(output.bytes))
            action.folder = nil
            return action
        } catch {
            throw SupervisionError(
                .machine,
                "the description of `\(reference)` can't be read; install anneal and anneal-supervisor of the same release"
            )
        }
    }
}
