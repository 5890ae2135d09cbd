import Core
import FoundationEssentials
import Glibc
import JobProtocol

/// A plan in a scratch folder, run by the real supervisor.
///
/// Every step sees the folder as `$SCRATCH`, and three pipes in it: `$TOLD` is read by the test, `$ASKED` written by it,
/// and from `$NEVER` nothing is ever to be read: how a step stays without a clock.
final class SupervisedJob {
    let scratch: Scratch
    let directory: JobDirectory
    let told: Fifo
    let asked: Fifo
    private let never: Fifo
    private let secrets: String

    init(
        _ steps: [StepPlan], actions: [String: ActionPlan] = [:], executable: String = "/bin/false",
        outputs: [JobOutput] = [], environment: [NamedText] = [], secrets: String = "",
        contexts: [String: Value] = [:], defaults: RunDefaults = RunDefaults(), timeout: Int = 3600, grace: Int = 600,
        farewell: Int = JobPlan.standardFarewell,
        policy: JobPlan.Workspace.Policy = .remove, deployment: Deployment? = nil
    ) throws {
        scratch = try Scratch()
        directory = JobDirectory(scratch.path + "/job")
        told = try Fifo(scratch.path + "/told")
        asked = try Fifo(scratch.path + "/asked")
        never = try Fifo(scratch.path + "/never")
        self.secrets = secrets
        let own = [
            NamedText("SCRATCH", scratch.path), NamedText("TOLD", told.path), NamedText("ASKED", asked.path),
            NamedText("NEVER", never.path)
        ]
        let plan = JobPlan(
            run: RunID(1), job: JobID(1), attempt: 1, name: "job", steps: steps, actions: actions,
            environment: [own, environment],
            outputs: outputs, contexts: contexts, defaults: defaults, timeout: timeout, grace: grace,
            farewell: farewell,
            workspace: JobPlan.Workspace(
                path: scratch.path + "/workspace", temporary: scratch.path + "/temporary",
                toolCache: scratch.path + "/tools", policy: policy),
            source: nil, seed: 7, executable: executable, deployment: deployment)
        try plan.write(to: directory)
    }

    func start() throws -> SupervisorProcess {
        try SupervisorProcess(directory.path, input: secrets, scratch: scratch)
    }

    func run() throws -> JobRecord {
        try finish(try start())
    }

    /// Waits for the supervisor's end and reads what it left.
    func finish(_ supervisor: SupervisorProcess) throws -> JobRecord {
        let code = try supervisor.wait()
        guard code == 0 else { throw Failure("the supervisor ended with \(code): \(supervisor.complaint)") }
        return try JobRecord(of: self)
    }

    func cancel(_ reason: String) throws {
        try ControlFile.append(.cancel(reason: reason), to: directory)
    }
}

extension StepPlan {
    static func run(
        _ script: String, id: String = "__step", if condition: String? = nil, shell: String? = nil,
        workingDirectory: String? = nil, environment: [NamedText] = [], timeoutMinutes: String? = nil,
        continueOnError: String? = nil, background: Bool = false, name: String? = nil
    ) -> StepPlan {
        StepPlan(
            id: id, name: name, condition: condition,
            work: .run(script: script, shell: shell, workingDirectory: workingDirectory), environment: environment,
            timeoutMinutes: timeoutMinutes, continueOnError: continueOnError, background: background)
    }

    static func uses(
        _ reference: String, with inputs: [NamedText] = [], id: String = "__step", if condition: String? = nil,
        environment: [NamedText] = [], timeoutMinutes: String? = nil, continueOnError: String? = nil,
        background: Bool = false
    ) -> StepPlan {
        StepPlan(
            id: id, condition: condition, work: .action(reference: reference, inputs: inputs),
            environment: environment, timeoutMinutes: timeoutMinutes, continueOnError: continueOnError,
            background: background)
    }

    static func wait(_ steps: String..., continueOnError: String? = nil) -> StepPlan {
        StepPlan(id: "__wait", work: .wait(steps: steps), continueOnError: continueOnError)
    }

    static func waitAll(continueOnError: String? = nil) -> StepPlan {
        StepPlan(id: "__wait", work: .waitAll, continueOnError: continueOnError)
    }

    static func cancel(_ step: String) -> StepPlan {
        StepPlan(id: "__cancel", work: .cancel(step: step))
    }

    static func parallel(_ steps: StepPlan...) -> StepPlan {
        StepPlan(id: "__parallel", work: .parallel(steps: steps))
    }
}
