import ArgumentParser
import Artifacts
import Core
import Foundation
import JobProtocol

/// `astral-sh/setup-uv`
struct ActionSetupUV: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup-uv", abstract: "What 'uses: astral-sh/setup-uv' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        let folder = try workingFolder(job)
        let program = try UVProgram.find(try UVProgram.wanted(job, in: folder), job)
        try job.addPath((program.path as NSString).deletingLastPathComponent)
        try job.setOutput("uv-version", "\(program.version)")
        try job.setOutput("uv-path", program.path)
        try job.setOutput("uvx-path", (program.path as NSString).deletingLastPathComponent + "/uvx")
        job.say("uv \(program.version) (\(program.path))")
        let python = job.input("python-version")
        if !python.isEmpty {
            try job.export("UV_PYTHON", python)
            try job.setOutput("python-version", python)
        }
        for (input, variable) in [("tool-dir", "UV_TOOL_DIR"), ("tool-bin-dir", "UV_TOOL_BIN_DIR")] {
            let value = expanded(job.input(input), job)
            guard !value.isEmpty else { continue }
            try job.export(variable, value)
            if variable == "UV_TOOL_BIN_DIR" { try job.addPath(value) }
        }
        if try job.flag("activate-environment", default: false) { try activate(program, python, folder, job) }
        try cache(program, folder, job)
    }

    private func workingFolder(_ job: JobProcess) throws -> String {
        let given = job.input("working-directory")
        let folder = given.isEmpty ? job.workspace : given.hasPrefix("/") ? given : "\(job.workspace)/\(given)"
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ActionFailure("the working-directory '\(given)' is not there: did you check the repository out?")
        }
        return folder
    }

    private func expanded(_ path: String, _ job: JobProcess) -> String {
        if path.isEmpty || path.hasPrefix("/") { return path }
        return path.hasPrefix("~/") ? job.home + path.dropFirst() : "\(job.workspace)/\(path)"
    }

    private func activate(_ program: UVProgram, _ python: String, _ folder: String, _ job: JobProcess) throws {
        let given = expanded(job.input("venv-path"), job)
        let venv = given.isEmpty ? folder + "/.venv" : given
        let version = python.isEmpty ? [] : ["--python", python]
        let code = try Programs.run(program.path, ["venv", "--clear"] + version + [venv], in: job, folder: folder)
        guard code == 0 else { throw ActionFailure("'uv venv' ended with exit code \(code)") }
        try job.export("VIRTUAL_ENV", venv)
        try job.addPath(venv + "/bin")
        try job.setOutput("venv", venv)
    }

    private func cache(_ program: UVProgram, _ folder: String, _ job: JobProcess) throws {
        // GitHub's own machines cache by themselves; one that stays has uv's cache already.
        let enabled: Bool
        switch job.input("enable-cache").lowercased() {
        case "", "auto", "false": enabled = false
        case "true": enabled = true
        case let text: throw ActionFailure("the input 'enable-cache' is true, false or auto, not '\(text)'")
        }
        guard enabled else { return }
        let local = expanded(job.input("cache-local-path"), job)
        let path = local.isEmpty ? job.plan.workspace.temporary + "/setup-uv-cache" : local
        try job.export("UV_CACHE_DIR", path)
        let globs = job.input("cache-dependency-glob")
        let patterns =
            globs.isEmpty
            ? "**/*requirements*.txt\n**/*requirements*.in\n**/*constraints*.txt\n**/*constraints*.in\n**/pyproject.toml\n**/uv.lock"
            : globs
        let digest =
            try FileDigest.of(PathPattern.lines(patterns, workspace: folder, home: job.home)) ?? "no-dependency-glob"
        let suffix = job.input("cache-suffix")
        let python = job.input("python-version")
        let key =
            ["setup-uv-1", Machine.system, "\(program.version)", python, digest, suffix].filter { !$0.isEmpty }
            .joined(separator: "-")
        try job.setOutput("cache-key", key)
        guard try job.flag("restore-cache", default: true) else { return }
        try ToolCache(job: job, path: path, key: key, restoreKeys: [])
            .restore(saves: try job.flag("save-cache", default: true))
        try job.saveState("uv", program.path)
        try job.saveState("prune", try job.flag("prune-cache", default: true) ? "true" : "false")
        try job.saveState("allows-empty", try job.flag("ignore-nothing-to-cache", default: false) ? "true" : "false")
    }

    func performAfter(_ job: JobProcess) async throws {
        guard !job.state("cache-key").isEmpty else { return }
        // What can be downloaded again as fast is not worth its place.
        if job.state("prune") == "true" {
            _ = try Programs.run(job.state("uv"), ["cache", "prune", "--ci"], in: job, folder: job.workspace)
        }
        guard FileManager.default.fileExists(atPath: job.state("cache-path")) || job.state("allows-empty") == "true"
        else { return job.warn("uv has cached nothing, so nothing is saved; 'ignore-nothing-to-cache' silences this") }
        try ToolCache.saveAfter(job)
    }
}
