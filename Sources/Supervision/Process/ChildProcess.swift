import CProcess
import Glibc

/// A command that runs as a child, in a session of its own, its two outputs in one pipe.
struct ChildProcess {
    let pid: pid_t
    /// The reading end of the pipe.
    let output: FileDescriptor

    /// - Parameters:
    ///   - executable: a path; see ``Executable``.
    ///   - directory: where it starts; absolute.
    /// - Throws: ``SupervisionError`` when it can't be started.
    init(executable: String, arguments: [String], environment: [String: String], directory: String) throws {
        var ends: [Int32] = [-1, -1]
        guard process_pipe(&ends) == 0 else { throw SupervisionError.system("make a pipe") }
        output = FileDescriptor(ends[0])
        let writer = FileDescriptor(ends[1])
        let nothing = FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
        guard nothing.number >= 0 else { throw SupervisionError.system("open /dev/null") }

        let variables = environment.map { "\($0.key)=\($0.value)" }
        var stage = PROCESS_SPAWN_NONE
        var failure: Int32 = 0
        pid = withCStrings([executable] + arguments) { arguments in
            withCStrings(variables) { variables in
                directory.withCString { directory in
                    executable.withCString { executable in
                        var request = process_spawn_request(
                            executable: executable, arguments: arguments, environment: variables,
                            directory: directory, standard_input: nothing.number, standard_output: writer.number,
                            standard_error: writer.number)
                        let pid = process_spawn(&request, &stage)
                        failure = errno
                        return pid
                    }
                }
            }
        }
        withExtendedLifetime((writer, nothing)) {}
        guard pid > 0 else { throw Self.explain(stage, failure, executable: executable, directory: directory) }
    }

    private static func explain(
        _ stage: process_spawn_stage, _ failure: Int32, executable: String, directory: String
    ) -> SupervisionError {
        switch (stage, failure) {
        case (PROCESS_SPAWN_DIRECTORY, _):
            return .system("start in the folder \(directory)", .step, error: failure)
        case (PROCESS_SPAWN_EXECUTE, E2BIG):
            return SupervisionError(
                .step,
                "can't start \(executable): the environment is too big for the system; a variable may have 128 KiB")
        default:
            return .system("start \(executable)", .step, error: failure)
        }
    }
}

/// The strings as execve(2) wants them.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("a list with its end is not empty") }
        return body(base)
    }
}
