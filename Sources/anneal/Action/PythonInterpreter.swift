import Core
import Foundation
import JobProtocol

/// A Python of this machine.
struct PythonInterpreter: Hashable {
    var path: String
    var version: SemanticVersion

    /// Those that there are: on the PATH, of pyenv, in the tool cache, and those that uv has brought.
    static func all(for job: JobProcess) throws -> [PythonInterpreter] {
        var paths: [String] = []
        for folder in (job.environment["PATH"] ?? "").split(separator: ":").map(String.init) {
            // A shim of pyenv answers for another interpreter than its name says.
            guard !folder.hasSuffix("/shims") else { continue }
            paths += names(in: folder).filter(isPython).map { "\(folder)/\($0)" }
        }
        let tools = job.plan.workspace.toolCache
        let pyenv = job.environment["PYENV_ROOT"] ?? job.home + "/.pyenv"
        let uv = job.environment["UV_PYTHON_INSTALL_DIR"] ?? job.home + "/.local/share/uv/python"
        for folder in [pyenv + "/versions", uv, tools + "/uv-python"] {
            paths += names(in: folder).map { "\(folder)/\($0)/bin/python3" }
        }
        for version in names(in: tools + "/Python") {
            paths += names(in: "\(tools)/Python/\(version)").map { "\(tools)/Python/\(version)/\($0)/bin/python3" }
        }
        var seen: Set<String> = []
        var found: [PythonInterpreter] = []
        for path in paths where Programs.isFile(path) {
            guard seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted,
                let interpreter = try probe(path, job)
            else { continue }
            found.append(interpreter)
        }
        return found
    }

    /// nil when it does not answer as CPython does.
    static func probe(_ path: String, _ job: JobProcess) throws -> PythonInterpreter? {
        let script = "import sys,platform as p;print(p.python_implementation(),p.python_version())"
        guard let words = try Programs.output(path, ["-I", "-c", script], in: job)?.split(separator: " "),
            words.count == 2, words[0] == "CPython", let version = SemanticVersion(words[1])
        else { return nil }
        return PythonInterpreter(path: path, version: version)
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func isPython(_ name: String) -> Bool {
        guard name.hasPrefix("python") else { return false }
        return name == "python" || name == "python3"
            || (name.hasPrefix("python3.") && name.dropFirst(8).allSatisfy(\.isNumber))
    }
}
