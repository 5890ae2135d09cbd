import Core
import Foundation
import JobProtocol

/// An environment of the job's own over an interpreter of the machine: what the job installs is gone with it, and no
/// other job sees it.
struct PythonEnvironment {
    var folder: String
    var interpreter: PythonInterpreter

    var python: String { folder + "/bin/python" }

    static func make(_ interpreter: PythonInterpreter, _ job: JobProcess) throws -> PythonEnvironment {
        let folder = "\(job.plan.workspace.temporary)/python-\(interpreter.version)"
        let environment = PythonEnvironment(folder: folder, interpreter: interpreter)
        if Programs.isFile(environment.python) { return environment }
        // With its own pip; uv makes one in a tenth of the time.
        let code: Int32
        if Programs.find("uv", in: job) != nil {
            code = try Programs.run(
                "uv", ["venv", "--quiet", "--seed", "--python", interpreter.path, folder], in: job,
                folder: job.workspace)
        } else {
            code = try Programs.run(interpreter.path, ["-m", "venv", folder], in: job, folder: job.workspace)
        }
        guard code == 0 else {
            throw ActionFailure(
                "no environment could be made with \(interpreter.path) (exit code \(code)): on Debian it needs the "
                    + "package python\(interpreter.version.major).\(interpreter.version.minor)-venv")
        }
        return environment
    }

    /// What GitHub's action sets, so that build tools find this Python.
    func activate(_ job: JobProcess) throws {
        for name in ["pythonLocation", "Python_ROOT_DIR", "Python2_ROOT_DIR", "Python3_ROOT_DIR"] {
            try job.export(name, folder)
        }
        try job.addPath(folder + "/bin")
    }
}
