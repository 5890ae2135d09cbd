import CProcess
import Core
import Glibc
public import JobProtocol
import OrderedCollections

/// A process that runs one job and outlives the server: the contract is the job directory.
///
/// It takes a session of its own, becomes the subreaper of everything the job starts, holds the directory's lock for
/// as long as it lives, and writes facts and output there. One thread, one loop. The last fact is always `finished`;
/// where even that can't be written, the lock without a final fact says `lost`.
public enum Supervisor {
    /// The process's main: `anneal-supervisor JOBDIR`, secrets on standard input; or a fork server for a server on this
    /// machine, see `ForkChannel`.
    ///
    /// - Returns: the exit code. 0 = the journal has the final fact, whatever the job's conclusion; 1 = it has none;
    ///   2 = wrong usage.
    public static func main(_ arguments: [String]) -> Int32 {
        if arguments.dropFirst().first == ForkChannel.argument { return ForkServer.serve(on: STDIN_FILENO) }
        guard arguments.count == 2, let path = arguments.last, !path.hasPrefix("-") else {
            complain("usage: anneal-supervisor JOBDIR < secrets.json")
            return 2
        }
        return supervise(JobDirectory(path))
    }

    /// - Returns: the exit code of the process.
    static func supervise(_ directory: JobDirectory) -> Int32 {
        do {
            try run(directory, secretsFrom: STDIN_FILENO)
            return 0
        } catch {
            complain("anneal-supervisor: \(error)")
            return 1
        }
    }

    private static func complain(_ message: String) {
        var text = Array((message + "\n").utf8)
        write(STDERR_FILENO, &text, text.count)
    }

    /// Runs the directory's plan to its end in this process, which belongs to the job from then on.
    ///
    /// - Throws: when another supervisor is at work there, or the final fact can't be written.
    public static func run(_ directory: JobDirectory, secretsFrom descriptor: Int32) throws {
        process_signal_ignore(SIGPIPE)
        process_signal_ignore(SIGHUP)
        setsid()
        umask(0o022)
        guard process_become_subreaper() == 0 else { throw SupervisionError.system("become a subreaper") }
        let lock = try JobLock(directory)
        defer { withExtendedLifetime(lock) {} }
        let journal = try JobJournal(directory)
        // Let go of when the process ends and the last fact is told: Linux takes 10 ms to close what watches files.
        var loop: EventLoop?
        defer { withExtendedLifetime(loop) {} }
        var outcome: JobRunner.Outcome
        do {
            let opened = try EventLoop(directory)
            loop = opened
            outcome = try JobSetup(directory: directory, journal: journal, loop: opened).run(secretsFrom: descriptor)
        } catch {
            TreeTermination.killEverything()
            outcome = JobRunner.Outcome(conclusion: .setupFailure, reason: "\(error)")
        }
        try journal.append(
            .finished(
                conclusion: outcome.conclusion, outputs: outcome.outputs, reason: outcome.reason,
                exitCode: outcome.exitCode))
        try journal.synchronize()
    }
}
