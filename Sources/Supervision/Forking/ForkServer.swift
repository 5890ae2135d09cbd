import CProcess
import Glibc
import JobProtocol

/// A process that is warm: it has made once what a supervisor needs, and forks a new supervisor from itself when the
/// server asks for one. A fresh process spends three times as long with its runtime's types as with a short job.
///
/// It has one thread, so a fork is a whole process. It knows no secret: those go from the server to the fork through a
/// pipe that this process only hands on. When the server is gone it ends; supervisors live on, as they always do.
enum ForkServer {
    /// - Parameter socket: what the server talks through.
    /// - Returns: the exit code, of this process or of a fork of it.
    static func serve(on socket: Int32) -> Int32 {
        process_signal_ignore(SIGPIPE)
        Rehearsal.play()
        process_signals_allow()
        // Ended supervisors are nobody's to wait for: their directories tell how they ended.
        process_signal_ignore(SIGCHLD)
        let channel = ForkChannel(socket)
        while let request = channel.nextRequest() {
            let pid = process_fork()
            if pid == 0 { return becomeSupervisor(request) }
            let outcome = pid > 0 ? pid : -errno
            close(request.secrets)
            close(request.output)
            channel.answer(outcome)
        }
        return 0
    }

    private static func becomeSupervisor(_ request: ForkChannel.Request) -> Int32 {
        guard process_take_standard(request.secrets, request.output, request.output) == 0 else { return 1 }
        close(request.secrets)
        close(request.output)
        process_arguments_show(
            CommandLine.argc, CommandLine.unsafeArgv, "anneal-supervisor", request.directory.path)
        return Supervisor.supervise(request.directory)
    }
}
