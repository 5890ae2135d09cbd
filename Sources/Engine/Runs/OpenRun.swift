import Core
import Planning
import Store
import Workflows

/// A run that is not over, in memory: its machine and what is needed to work out its jobs' conditions.
struct OpenRun: Sendable {
    var record: RunRecord
    var machine: RunMachine
    var plan: RunPlan
    /// What planning has to know of the event and its repository.
    var runFacts: RunFacts
    var workflow: Workflow
    /// What the workflows call, by name.
    var callees: [String: Workflow] = [:]
    /// The calls under way or over, as far as somebody asked, by the key of the job that calls.
    var called: [String: CalledWorkflow] = [:]
    /// Who vouches for the jobs that a call will bring, by the key of the call, until it is decided.
    var vouchers: [String: [GateKey: Voucher]] = [:]
    /// By key.
    var planned: [String: PlannedJob]
    /// Keys of jobs whose rows do not know their plan yet, since a call ran again.
    var replanned: Set<String> = []
    var ids: [String: JobID]
    /// What finished jobs handed on, by key.
    var outputs: [String: [String: String]]
    /// Why each `if` said what it said, by key, as JSON: written with the job.
    var traces: [String: String] = [:]
    /// Members that are in a concurrency group now, so that they leave it when they are over.
    var grouped: Set<GroupMember> = []
    /// When a job last became ready, by key.
    var readyAt: [String: Timestamp] = [:]
}
