import Core
import Expressions
import JobProtocol
import OrderedCollections

/// One process of a step: its start, its output, what it said in its files, and its end with all that it started.
final class ProcessWork: StepWork {
    private let task: StepTask
    private let files: StepFiles
    private let handler: CommandHandler
    private let child: ChildProcess
    private let output: StepOutput
    /// What ran before: it belongs to an earlier step and outlives this one's end.
    private let spared: Set<ProcessTree.Process>
    /// In the environment of all that it starts, so that they are told from those of other steps.
    private let mark: String
    /// Whether processes of other steps were started while this one ran.
    var hadCompany: Bool
    private var cut: StepEnding?
    private var termination: TreeTermination?

    /// Names what a process belongs to.
    private static let markName = "ANNEAL_STEP"

    /// - Parameter makeCommand: is given the scope for the command's texts, and the PATH.
    init(of task: StepTask, _ makeCommand: (Scope, String) throws -> StepCommand) throws {
        let job = task.job
        let number = job.takeNumber()
        files = try StepFiles(number: number, in: job.folder)
        let value: String
        do {
            var variables = try task.environmentVariables(files)
            let command = try makeCommand(task.scope(files), variables["PATH"] ?? "")
            variables.merge(command.variables) { $1 }
            // With the job's number, since a job may run another engine's jobs.
            value = "\(job.plan.job)-\(job.plan.attempt).\(number)"
            variables[Self.markName] = value
            try Self.check(variables)

            job.loop.reap()
            spared = job.loop.hasChildren ? ProcessTree().descendants() : []
            child = try ChildProcess(
                executable: command.executable, arguments: command.arguments, environment: variables,
                directory: command.directory)
        } catch {
            files.remove()
            throw error
        }
        self.task = task
        mark = "\(Self.markName)=\(value)"
        handler = CommandHandler(
            step: task.index, patterns: job.patterns, matchers: job.matchers, isDebug: job.contexts.isDebug
        ) { [job] in try job.journal.annotate($0) }
        output = StepOutput(
            child.output, step: task.index, log: job.log, commands: handler, matchers: job.matchers,
            patterns: job.patterns)
        hadCompany = !job.processes.isEmpty
        job.noteCompany()
        job.processes.append(self)
        job.loop.add(output)
        job.loop.await(child.pid)
    }

    func proceed() throws -> StepProgress {
        let job = task.job
        if cut == nil, let status = job.loop.exitStatus(of: child.pid) {
            return .ended(try finish(StepEnding(status, of: task.step.work)))
        }
        guard var cut else { return .running(nil) }
        if job.cancellation.isFinal { termination?.hurry() }
        switch termination?.proceed() {
        case .notBefore(let time): return .running(time)
        case .over, .stuck, nil:
            job.loop.reap()
            cut.add(job.loop.exitStatus(of: child.pid))
            return .ended(try finish(cut))
        }
    }

    func stop(_ ending: StepEnding) {
        guard cut == nil else { return }
        cut = ending
        let grace = MonotonicTime.milliseconds(ofSeconds: task.job.plan.grace)
        termination = TreeTermination(grace: grace) { [unowned self] in
            hadCompany
                ? $0.descendants(of: child.pid, mark: mark, sparing: spared) : $0.descendants(sparing: spared)
        }
    }

    private func finish(_ ending: StepEnding) throws -> StepEnding {
        let job = task.job
        job.loop.forget(child.pid)
        job.processes.removeAll { $0 === self }
        try job.loop.drain(output)
        job.log.settle(task.index)
        var ending = ending
        take(into: &ending)
        files.remove()
        return ending
    }

    private func take(into ending: inout StepEnding) {
        ending.outputs = handler.outputs
        do {
            ending.outputs += try files.outputs()
            for entry in try files.environment() { task.surroundings.set(entry.name, entry.value) }
            for folder in try files.path() { task.surroundings.prepend(folder) }
            try takeSummary()
            task.save(handler.state + (try files.state()))
            if let failure = handler.failure { throw SupervisionError(.commandFile, failure) }
        } catch {
            guard ending.outcome == .success else { return }
            ending.outcome = .failure
            ending.reason = "\(error)"
        }
    }

    /// As on GitHub, what is wrong with a summary does not change how the step ended: nobody's training is lost to a table.
    private func takeSummary() throws {
        let summary: String?
        do {
            summary = try files.summary()
        } catch {
            return try task.job.annotate(.error, "\(error); the summary is left out", step: task.index)
        }
        if let summary { try task.job.summary.append(task.job.patterns.redact(summary)) }
    }

    private static func check(_ variables: [String: String]) throws {
        for (name, value) in variables {
            guard !name.isEmpty, !name.contains("="), !name.utf8.contains(0) else {
                throw SupervisionError(.step, "`\(name)` can't be the name of an environment variable")
            }
            guard !value.utf8.contains(0) else {
                throw SupervisionError(
                    .step, "the environment variable `\(name)` holds a NUL, which no process can be given")
            }
        }
    }
}
