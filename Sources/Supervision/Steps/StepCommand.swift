import Core
import Expressions
import Glibc
import JobProtocol

/// What a step starts: made from the plan once its expressions have values.
struct StepCommand {
    var executable: String
    var arguments: [String]
    var directory: String
    /// On top of the step's environment.
    var variables: [String: String] = [:]

    /// A script, which is written into the folder.
    init(
        script: String, shell: String?, directory: String?, defaults: RunDefaults, workspace: String, scope: Scope,
        path: String, folder: CommandFolder, fileName: String
    ) throws {
        let given = try (directory ?? defaults.workingDirectory).map {
            try StepText.string($0, "working-directory", in: scope)
        }
        self.directory = given.map { $0.hasPrefix("/") ? $0 : workspace + "/" + $0 } ?? workspace
        let start = self.directory
        guard FileKind(at: start, followingLinks: true) == .directory else {
            throw SupervisionError(
                .step,
                "the working-directory `\(given ?? start)` is not there; a step before has to make it (did you check out?)"
            )
        }
        let name = try (shell ?? defaults.shell).map { try StepText.string($0, "shell", in: scope) }
        let shell = try Shell.named(name) { Executable.find($0, path: path, directory: start) != nil }
        guard let found = Executable.find(shell.words[0], path: path, directory: start) else {
            throw SupervisionError(
                .step, "the shell `\(shell.words[0])` is not installed here (looked in PATH=\(path))")
        }
        executable = found
        let text = shell.beginning + (try StepText.string(script, "run", in: scope)) + shell.ending + "\n"
        let file = try folder.create(fileName + shell.suffix, text)
        arguments = shell.arguments(script: file)
    }

    /// A file of a JavaScript action.
    ///
    /// - Parameters:
    ///   - node: the version it asks for, for people: all run with the machine's.
    ///   - folder: of the action.
    ///   - path: PATH, where `node` is looked for.
    init(
        javaScript file: String, in folder: String, node: String, reference: String, inputs: ActionInputs,
        workspace: String, path: String
    ) throws {
        let program = folder + "/" + file
        guard let found = Executable.find("node", path: path, directory: workspace) else {
            throw SupervisionError(
                .machine,
                "\(reference) needs Node.js (\(node)), and this machine has no `node` (looked in PATH=\(path)); install it "
                    + "where jobs run, or with a step before")
        }
        guard FileKind(at: program, followingLinks: true) == .regular else {
            throw SupervisionError(
                .step, "\(reference) has no file `\(file)`, which its action.yml names: was it built and committed?")
        }
        executable = found
        arguments = [program]
        directory = workspace
        variables = inputs.variables
    }

    /// A built-in action: a command of the `anneal` executable, which gets its inputs as variables and finds the rest in
    /// the plan. `actions/cache/restore` is its command `cache-restore`.
    init(
        builtIn name: String, inputs: [NamedText], plan: JobPlan, directory job: JobDirectory, scope: Scope
    ) throws {
        executable = plan.executable
        arguments = ["action", name.split(separator: "/").dropFirst().joined(separator: "-")]
        directory = plan.workspace.path
        for input in try StepText.entries(inputs, "with", in: scope) {
            variables[ActionInputs.variable(input.name)] = input.value
        }
        variables["ANNEAL_JOB"] = job.path
    }
}
