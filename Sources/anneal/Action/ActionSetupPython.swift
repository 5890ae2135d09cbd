import ArgumentParser
import Artifacts
import Foundation

/// `actions/setup-python`
struct ActionSetupPython: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup-python", abstract: "What 'uses: actions/setup-python' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        try Machine.check(architecture: job.input("architecture"))
        _ = try job.flag("check-latest", default: false)
        let updates = try job.flag("update-environment", default: true)
        let request = try PythonRequest(job)
        var specifications = request.specifications
        if specifications.isEmpty {
            job.warn(
                "neither 'python-version' nor a .python-version file says which Python is meant: it is the newest here")
            specifications = ["3.x"]
        }
        var last: PythonEnvironment?
        for specification in specifications {
            let interpreter = try PythonRequest.find(
                specification, allowsPrereleases: request.allowsPrereleases, job)
            let environment = try PythonEnvironment.make(interpreter, job)
            if updates { try environment.activate(job) }
            job.say("Python \(interpreter.version) (\(interpreter.path)), in an environment of the job's own")
            last = environment
        }
        guard let environment = last else { return }
        try job.setOutput("python-version", "\(environment.interpreter.version)")
        try job.setOutput("python-path", environment.python)
        try cache(environment, job)
        let packages = job.input("pip-install").split(whereSeparator: \.isWhitespace).map(String.init)
        guard !packages.isEmpty else { return }
        let code = try Programs.run(
            environment.python, ["-m", "pip", "install"] + packages, in: job, folder: job.workspace)
        guard code == 0 else { throw ActionFailure("'pip install' ended with exit code \(code)") }
    }

    private func cache(_ environment: PythonEnvironment, _ job: JobProcess) throws {
        let manager = job.input("cache").lowercased()
        guard !manager.isEmpty else { return }
        guard manager == "pip" else {
            throw ActionFailure("the cache of '\(manager)' is not supported: use 'cache: pip', or 'actions/cache'")
        }
        guard
            let folder = try Programs.output(environment.python, ["-m", "pip", "cache", "dir"], in: job),
            !folder.isEmpty
        else { return job.warn("pip keeps no cache here, so there is nothing to restore") }
        let given = job.input("cache-dependency-path")
        let patterns = given.isEmpty ? ["**/requirements.txt", "**/pyproject.toml"] : [given]
        var digest: String?
        for pattern in patterns where digest == nil {
            digest = try FileDigest.of(
                PathPattern.lines(pattern, workspace: job.workspace, home: job.home))
        }
        guard let digest else {
            throw ActionFailure(
                "no file fits '\(patterns.joined(separator: "' or '"))', from which the cache's key is made: "
                    + "did you check the repository out?")
        }
        let prefix = "setup-python-\(Machine.system)-python-\(environment.interpreter.version)-pip-"
        try ToolCache(job: job, path: folder, key: prefix + digest, restoreKeys: [prefix]).restore()
    }

    func performAfter(_ job: JobProcess) async throws { try ToolCache.saveAfter(job) }
}
