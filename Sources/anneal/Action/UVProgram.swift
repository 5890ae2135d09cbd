import Core
import Foundation
import JobProtocol

/// A uv of this machine, or one from PyPI.
struct UVProgram {
    var path: String
    var version: SemanticVersion

    /// Which version is asked for; nil = any.
    static func wanted(_ job: JobProcess, in folder: String) throws -> String? {
        let version = job.input("version")
        if !version.isEmpty { return version == "latest" ? nil : version }
        let given = job.input("version-file")
        for file in given.isEmpty ? ["uv.toml", "pyproject.toml"] : [given] {
            let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                guard given.isEmpty else { throw ActionFailure("the file '\(file)' can't be read") }
                continue
            }
            let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            if let version = PythonRequest.value(of: ["required-version"], in: lines) { return version }
            if file.hasSuffix(".tool-versions"), let line = lines.first(where: { $0.hasPrefix("uv ") }) {
                return String(line.dropFirst(3))
            }
            if file.hasSuffix(".txt"),
                let line = lines.first(where: { $0.hasPrefix("uv=") || $0.hasPrefix("uv>") || $0.hasPrefix("uv~") })
            {
                return line.dropFirst(2).split(separator: " ").first.map(String.init)
            }
        }
        return nil
    }

    static func find(_ wanted: String?, _ job: JobProcess) throws -> UVProgram {
        guard let range = VersionRange(wanted ?? "*") else {
            throw ActionFailure("'\(wanted ?? "")' is no version of uv: write '0.5.1', '0.5.x' or '>=0.4'")
        }
        let tools = job.plan.workspace.toolCache + "/uv"
        var paths =
            (try? FileManager.default.contentsOfDirectory(atPath: tools))?.sorted().map { "\(tools)/\($0)/bin/uv" }
            ?? []
        if let path = Programs.find("uv", in: job) { paths.insert(path, at: 0) }
        let known = try paths.compactMap { try probe($0, job) }
        let fitting = known.filter { range.contains($0.version) }
        if let best = fitting.max(by: { $0.version < $1.version }) { return best }
        return try install(wanted, range, into: tools, known: known, job)
    }

    private static func probe(_ path: String, _ job: JobProcess) throws -> UVProgram? {
        guard let words = try? Programs.output(path, ["--version"], in: job)?.split(separator: " "), words.count > 1,
            let version = SemanticVersion(words[1])
        else { return nil }
        return UVProgram(path: path, version: version)
    }

    /// From PyPI, by pip, into the tool cache, under a name that says which version it is.
    private static func install(
        _ wanted: String?, _ range: VersionRange, into tools: String, known: [UVProgram], _ job: JobProcess
    ) throws -> UVProgram {
        let draft = "\(job.plan.workspace.temporary)/uv-\(UInt32.random(in: 0...UInt32.max))"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let name = wanted.map { "uv \($0)" } ?? "uv"
        job.say("No \(name) on this machine; asking PyPI for one.")
        let code =
            Programs.find("python3", in: job) == nil
            ? 127
            : try Programs.run(
                "python3",
                [
                    "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", draft,
                    requirement(wanted)
                ],
                in: job, folder: job.workspace)
        guard code == 0, let program = try probe(draft + "/bin/uv", job), range.contains(program.version) else {
            let versions = known.map(\.version.description).joined(separator: ", ")
            throw ActionFailure(
                "\(name) can't be had: this machine has \(versions.isEmpty ? "none" : versions), and "
                    + "'python3 -m pip install uv' did not bring one (exit code \(code))")
        }
        let folder = "\(tools)/\(program.version)"
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        // Another job may have been faster; it has brought the same.
        try? FileManager.default.moveItem(atPath: draft, toPath: folder)
        guard let installed = try probe(folder + "/bin/uv", job) else {
            throw ActionFailure("uv could not be moved to \(folder)")
        }
        return installed
    }

    /// As pip writes it.
    private static func requirement(_ wanted: String?) -> String {
        guard let wanted else { return "uv" }
        if let first = wanted.first, "<>=!~".contains(first) { return "uv" + wanted.filter { !$0.isWhitespace } }
        let parts = wanted.split(separator: ".").prefix { !["x", "X", "*"].contains($0) }
        return parts.count >= 3 ? "uv==\(wanted)" : "uv==\(parts.joined(separator: ".")).*"
    }
}
