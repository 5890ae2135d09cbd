import CProcess

/// How a process ended.
enum ExitStatus: Hashable, Sendable {
    case exited(Int)
    case signaled(Int)

    init(waitStatus: Int32) {
        self =
            process_signaled(waitStatus)
            ? .signaled(Int(process_signal(waitStatus))) : .exited(Int(process_exit_code(waitStatus)))
    }

    var isSuccess: Bool { self == .exited(0) }

    /// `exit code 3`, `killed by signal 9 (SIGKILL)`
    var description: String {
        switch self {
        case .exited(let code): return "exit code \(code)"
        case .signaled(let number):
            guard let name = process_signal_name(Int32(number)) else { return "killed by signal \(number)" }
            return "killed by signal \(number) (SIG\(String(cString: name)))"
        }
    }
}
