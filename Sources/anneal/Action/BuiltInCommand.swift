import ArgumentParser
import JobProtocol

/// A built-in action as a command. It has a later phase when its first one saves state.
protocol BuiltInCommand: AsyncParsableCommand {
    var phase: PhaseOptions { get }
    func perform(_ job: JobProcess) async throws
    /// After all steps.
    func performAfter(_ job: JobProcess) async throws
}

struct PhaseOptions: ParsableArguments {
    @Flag(help: "The phase after all steps.")
    var post = false
}

extension BuiltInCommand {
    func performAfter(_ job: JobProcess) async throws {}

    func run() async throws {
        let job = try JobProcess()
        do {
            try await phase.post ? performAfter(job) : perform(job)
        } catch let error as ExitCode {
            throw error
        } catch {
            job.fail("\(error)")
            throw ExitCode(ActionFailure.isTransient(error) ? Int32(BuiltInExit.unavailable) : 1)
        }
    }
}
