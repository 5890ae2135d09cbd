import Core
import Foundation
import JobProtocol

/// Which Pythons a job asks for: by an input, or by a file of the repository.
struct PythonRequest {
    /// As written; the last becomes `python`.
    var specifications: [String]
    var allowsPrereleases: Bool

    init(_ job: JobProcess) throws {
        allowsPrereleases = try job.flag("allow-prereleases", default: false)
        specifications = job.lines("python-version")
        let file = job.input("python-version-file")
        guard specifications.isEmpty else {
            if !file.isEmpty { job.warn("'python-version' is given, so 'python-version-file' has no effect") }
            return
        }
        if !file.isEmpty {
            specifications = try Self.read(file, job)
        } else if FileManager.default.fileExists(atPath: "\(job.workspace)/.python-version") {
            specifications = try Self.read(".python-version", job)
        }
    }

    static func read(_ file: String, _ job: JobProcess) throws(ActionFailure) -> [String] {
        let path = file.hasPrefix("/") ? file : "\(job.workspace)/\(file)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ActionFailure("the file '\(file)' can't be read: did you check the repository out?")
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let found: [String]
        switch (file as NSString).lastPathComponent {
        case "pyproject.toml": found = value(of: ["requires-python", "python"], in: lines).map { [$0] } ?? []
        case "Pipfile": found = value(of: ["python_full_version", "python_version"], in: lines).map { [$0] } ?? []
        case ".tool-versions":
            found = lines.filter { $0.hasPrefix("python ") }.compactMap { $0.split(separator: " ").dropFirst().first }
                .map(String.init)
        default: found = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        }
        guard !found.isEmpty else { throw ActionFailure("the file '\(file)' names no version of Python") }
        return found
    }

    /// `KEY = "VALUE"`, for the first of the keys that is there.
    static func value(of keys: [String], in lines: [String]) -> String? {
        for key in keys {
            for line in lines where line.hasPrefix(key) {
                let rest = line.dropFirst(key.count).drop(while: \.isWhitespace)
                guard rest.first == "=" else { continue }
                let value = rest.dropFirst().trimmingCharacters(in: .whitespaces)
                guard let quote = value.first, quote == "\"" || quote == "'",
                    let end = value.dropFirst().firstIndex(of: quote)
                else { continue }
                return String(value[value.index(after: value.startIndex)..<end])
            }
        }
        return nil
    }

    /// The newest interpreter that fits; one that uv brings when there is none.
    static func find(_ written: String, allowsPrereleases: Bool, _ job: JobProcess) throws -> PythonInterpreter {
        var text = written.trimmingCharacters(in: .whitespaces)
        var allowsPrereleases = allowsPrereleases
        if text.hasSuffix("-dev") {
            text.removeLast(4)
            allowsPrereleases = true
        }
        if text.lowercased().hasPrefix("cpython") { text = String(text.dropFirst(7).drop { $0 == "-" || $0 == "@" }) }
        guard let range = VersionRange(text) else {
            throw ActionFailure(
                "'\(written)' is no version of Python that can be had here: write '3.12', '3.x' or '>=3.10 <3.13' "
                    + "(PyPy, GraalPy and free-threaded builds are not supported)")
        }
        func best(_ interpreters: [PythonInterpreter]) -> PythonInterpreter? {
            let fitting = interpreters.filter { range.contains($0.version, allowsPrereleases: allowsPrereleases) }
            return fitting.max { $0.version < $1.version }
        }
        let known = try PythonInterpreter.all(for: job)
        if let found = best(known) { return found }
        var reason = "uv, which could bring one, is not installed"
        if Programs.find("uv", in: job) != nil {
            let folder = job.plan.workspace.toolCache + "/uv-python"
            job.say("No Python \(written) on this machine; asking uv for one.")
            let code = try Programs.run(
                "uv", ["python", "install", "--install-dir", folder, text], in: job, folder: job.workspace)
            if code == 0, let found = best(try PythonInterpreter.all(for: job)) { return found }
            reason = "'uv python install' did not bring one (exit code \(code))"
        }
        let versions = Set(known.map(\.version)).sorted().map(\.description).joined(separator: ", ")
        throw ActionFailure(
            "there is no Python \(written) on this machine (it has \(versions.isEmpty ? "none" : versions)), and \(reason). "
                + "Ask for one of those, or install it")
    }
}
