import Core
import Expressions
import JobProtocol
import OrderedCollections

/// The life of one step: its condition, its process, what it said in its files, how it ended.
struct StepRunner {
    let job: JobRunner
    let index: Int
    let step: StepPlan

    /// How a step ended before `continue-on-error` is applied.
    private struct Ending {
        var outcome: Conclusion
        var status: ExitStatus?
        var reason: String?
        var outputs: [(name: String, value: String)] = []

        static func failed(_ error: any Error) -> Ending { Ending(outcome: .failure, reason: "\(error)") }
    }

    func run() throws {
        job.noteRequests()
        job.state.setAction(step.id)
        guard !job.cancellation.isFinal else {
            return try finish(Ending(outcome: .skipped, reason: job.cancellation.reason), name: fallbackName)
        }
        let environment: OrderedDictionary<String, String>
        do {
            environment = try evaluateEnvironment()
            let (holds, explanation) = try StepText.condition(
                step.condition, in: job.state.scope(environment: environment))
            guard holds else {
                return try finish(Ending(outcome: .skipped, reason: explanation), name: fallbackName)
            }
        } catch let error as SupervisionError {
            // As on GitHub: what has no value fails the step, unless nothing more is to run anyhow.
            let ending = job.state.isCancelled ? Ending(outcome: .skipped, reason: "\(error)") : .failed(error)
            return try finish(ending, name: fallbackName)
        }
        let scope = job.state.scope(environment: environment)
        let name = self.name(in: scope)
        job.log.begin(step: index)
        try job.journal.append(.stepStarted(index: index, name: shown(name)))
        let ending: Ending
        do {
            ending = try perform(environment: environment, scope: scope)
        } catch let error as SupervisionError where error.code != .system {
            ending = .failed(error)
        }
        try finish(ending, name: name)
    }

    // MARK: Texts

    private var fallbackName: String {
        if let name = step.name { return name }
        switch step.work {
        case .builtIn(let name, _): return "Run \(name)"
        case .action(let reference, _): return "Run \(reference)"
        case .wait(let steps): return "Wait for \(steps.joined(separator: ", "))"
        case .waitAll: return "Wait for all"
        case .cancel(let step): return "Cancel \(step)"
        case .parallel: return "Run in parallel"
        case .run(let script, _, _):
            return "Run \(script.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")"
        }
    }

    /// A name is for reading: one whose expression fails is shown as it was written.
    private func name(in scope: Scope) -> String {
        (try? StepText.string(fallbackName, "name", in: scope)) ?? fallbackName
    }

    /// Longer is nothing a person reads, and outputs in a name or a message could make a fact longer than a reader takes.
    private static let longestText = 4096

    /// A text for the journal: redacted, and cut behind that, so that no part of a secret is left at the end.
    private func shown(_ text: String) -> String {
        let redacted = job.patterns.redact(text)
        guard redacted.utf8.count > Self.longestText else { return redacted }
        // By scalars: a character may have any number of them.
        return String(String.UnicodeScalarView(redacted.unicodeScalars.prefix(Self.longestText))) + "…"
    }

    private func evaluateEnvironment() throws -> OrderedDictionary<String, String> {
        var environment = job.state.environment
        let scope = job.state.scope()
        for entry in step.environment {
            environment[entry.name] = try StepText.string(entry.text, "env.\(entry.name)", in: scope)
        }
        return environment
    }

    // MARK: Process

    private func perform(environment: OrderedDictionary<String, String>, scope: Scope) throws -> Ending {
        let limit = try StepText.milliseconds(step.timeoutMinutes, in: scope)
        let files = try StepFiles(step: index, in: job.folder)
        defer { files.remove() }
        var variables = try assemble(environment)
        let command = try makeCommand(scope: scope, path: variables["PATH"] ?? "")
        variables.merge(files.variables) { $1 }
        variables.merge(command.variables) { $1 }
        try check(variables)

        let handler = CommandHandler(step: index, patterns: job.patterns) { [job] in try job.journal.annotate($0) }
        job.loop.reap()
        // Taken before the start: what runs already belongs to an earlier step and outlives this one's time-out.
        let spared = job.loop.hasChildren ? ProcessTree().descendants() : []
        let child = try ChildProcess(
            executable: command.executable, arguments: command.arguments, environment: variables,
            directory: command.directory)
        let output = StepOutput(child.output, log: job.log, commands: handler, patterns: job.patterns)
        job.loop.add(output)
        var ending = try wait(for: child, sparing: spared, limit: limit)
        try job.loop.drain(output)
        take(files, handler, into: &ending)
        return ending
    }

    private func makeCommand(scope: Scope, path: String) throws -> StepCommand {
        switch step.work {
        case .run(let script, let shell, let directory):
            try StepCommand(
                script: script, shell: shell, directory: directory, plan: job.plan, scope: scope, path: path,
                folder: job.folder, fileName: "step-\(index)")
        case .builtIn(let name, let inputs):
            try StepCommand(builtIn: name, inputs: inputs, plan: job.plan, scope: scope)
        case .action, .wait, .waitAll, .cancel, .parallel:
            throw SupervisionError(.step, "this supervisor can't run such a step")
        }
    }

    /// Later wins: the machine, the workflow, the job and earlier steps, this step; and over all what the engine says.
    private func assemble(_ environment: OrderedDictionary<String, String>) throws -> [String: String] {
        var variables = job.baseEnvironment
        for (name, value) in environment {
            if let refusal = ReservedNames.refusal(of: name) {
                try job.journal.annotate(Annotation(level: .warning, message: refusal, step: index))
            } else {
                variables[name] = value
            }
        }
        variables["PATH"] = (job.state.path + [variables["PATH"] ?? ""]).filter { !$0.isEmpty }.joined(separator: ":")
        variables.merge(GitHubContext.variables(of: job.state.github)) { $1 }
        variables.merge(GitHubContext.variables(ofRunner: job.state.runner)) { $1 }
        return variables
    }

    private func check(_ variables: [String: String]) throws {
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

    private func wait(
        for child: ChildProcess, sparing spared: Set<ProcessTree.Process>, limit: Int64?
    ) throws -> Ending {
        let wasCancelled = job.cancellation.cause != nil
        let deadline = limit.map { MonotonicTime.now + $0 }
        let grace = Int64(clamping: job.plan.grace).multipliedReportingOverflow(by: 1000).partialValue
        var cut: Ending?
        var termination: TreeTermination?
        job.loop.await(child.pid)
        while true {
            if termination == nil {
                if let status = job.loop.exitStatus { return ending(of: status) }
                cut = reasonToEnd(wasCancelled: wasCancelled, deadline: deadline, limit: limit)
                if cut != nil { termination = TreeTermination(sparing: spared, grace: grace) }
            }
            var next = deadline
            if termination != nil {
                if job.cancellation.isFinal { termination?.hurry() }
                switch termination?.proceed() {
                case .notBefore(let time): next = time
                case .over, .stuck, nil:
                    job.loop.reap()
                    cut?.status = job.loop.exitStatus
                    return cut ?? .failed(SupervisionError(.step, "ended"))
                }
            }
            try job.turn(until: next)
        }
    }

    /// - Returns: how the step will have ended; nil when it may go on.
    private func reasonToEnd(wasCancelled: Bool, deadline: MonotonicTime?, limit: Int64?) -> Ending? {
        let cancellation = job.cancellation
        if cancellation.isFinal || (cancellation.cause != nil && !wasCancelled) {
            return Ending(outcome: .cancelled, reason: cancellation.reason)
        }
        if let failure = job.log.failure { return Ending(outcome: .failure, reason: failure) }
        if let deadline, let limit, MonotonicTime.now >= deadline {
            let time = Cancellation.describe(seconds: Double(limit) / 1000)
            return Ending(outcome: .timedOut, reason: "timed out after \(time)")
        }
        return nil
    }

    private func ending(of status: ExitStatus) -> Ending {
        status.isSuccess
            ? Ending(outcome: .success, status: status)
            : Ending(outcome: .failure, status: status, reason: status.description)
    }

    // MARK: What it said

    private func take(_ files: StepFiles, _ handler: CommandHandler, into ending: inout Ending) {
        ending.outputs = handler.outputs
        do {
            ending.outputs += try files.outputs()
            for entry in try files.environment() { job.state.environment[entry.name] = entry.value }
            for folder in try files.path() { job.state.path.insert(folder, at: 0) }
            if let summary = try files.summary() { try job.summary.append(job.patterns.redact(summary)) }
            try files.checkState()
            if let failure = handler.failure { throw SupervisionError(.commandFile, failure) }
        } catch {
            guard ending.outcome == .success else { return }
            ending.outcome = .failure
            ending.reason = "\(error)"
        }
    }

    private func finish(_ ending: Ending, name: String) throws {
        var ending = ending
        var isForgiven = false
        if ending.outcome.isFailure {
            do {
                isForgiven = try StepText.flag(step.continueOnError, "continue-on-error", in: job.state.scope())
            } catch {
                ending.reason = (ending.reason.map { $0 + "; " } ?? "") + "\(error)"
            }
        }
        var result = StepResult(
            index: index, outcome: ending.outcome, conclusion: isForgiven ? .warning : ending.outcome,
            reason: ending.reason.map { shown($0) })
        switch ending.status {
        case .exited(let code): result.exitCode = code
        case .signaled(let number): result.signal = number
        case nil: break
        }
        job.state.record(result, of: step, name: shown(name), outputs: ending.outputs)
        try job.journal.append(.stepFinished(result))
        try job.journal.synchronize()
    }
}
