import Core
import Expressions
import JobProtocol
import OrderedCollections

extension StepTask {
    /// Waits or ends others, and so runs whatever happened.
    var isControl: Bool {
        switch step.work {
        case .run, .builtIn, .action: false
        case .wait, .waitAll, .cancel, .parallel: true
        }
    }

    /// What people call it: on one line, as on GitHub.
    ///
    /// - Parameter scope: gives the values of the expressions in it; without one, and where they have none, they stand as
    ///   they are written. No files are read for a name: hashFiles() has no value in it.
    func displayName(in scope: Scope?) -> String {
        var scope = scope
        scope?.hashFiles = nil
        let valued = scope
        func firstLine(_ text: String) -> String {
            if let valued, let line = try? Template(parsing: text).firstLine(in: valued) { return line }
            let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
            return line.map { String($0.drop(while: \.isWhitespace)) } ?? ""
        }
        let name = step.name.map(firstLine) ?? derivedName(firstLine)
        return switch phase {
        case .pre: "Pre \(name)"
        case .main: name
        case .post: "Post \(name)"
        }
    }

    private func derivedName(_ firstLine: (String) -> String) -> String {
        switch step.work {
        case .builtIn(let name, let version, _): return "Run \(version.isEmpty ? name : "\(name)@\(version)")"
        case .action(let reference, _): return "Run \(reference)"
        case .run(let script, _, _): return "Run \(firstLine(script))"
        case .wait(let steps): return "Wait for \(steps.joined(separator: ", "))"
        case .waitAll: return "Wait for all background steps"
        case .cancel(let step): return "Cancel \(step)"
        case .parallel: return "Wait for \(members.count) parallel step\(members.count == 1 ? "" : "s")"
        }
    }

    /// What its expressions see.
    ///
    /// - Parameter files: the command files of the process that is being made.
    func scope(_ files: StepFiles? = nil, environment: OrderedDictionary<String, String>? = nil) -> Scope {
        job.contexts.scope(
            in: frame, environment: environment ?? variables, github: github(files),
            status: frame.inputs != nil && phase == .main ? status : job.status, jobStatus: job.root.statusName)
    }

    /// What the action's own texts see.
    func foreignScope() -> Scope {
        job.contexts.foreignScope(github: github(), status: job.status, jobStatus: job.root.statusName)
    }

    /// What its condition sees: the step's author wrote that of the main phase, the action's author the others.
    var conditionScope: Scope { phase == .main ? scope() : foreignScope() }

    /// In a composite action, success() and failure() are about its own steps.
    private var status: Scope.Status {
        var status = frame.status
        status.cancelled = job.isCancelled
        return status
    }

    /// The members of `github` that are this step's own.
    func github(_ files: StepFiles? = nil) -> [String: Value] {
        let place =
            switch step.work {
            case .builtIn(let name, let version, _): ActionPlace(reference: "\(name)@\(version)")
            case .action(let reference, _): ActionPlace(reference: reference)
            case .run, .wait, .waitAll, .cancel, .parallel: frame.action
            }
        var members: [String: Value] = [
            "action": .string(actionName), "action_repository": .string(place?.repository ?? ""),
            "action_ref": .string(place?.ref ?? "")
        ]
        if let folder = frame.action?.folder { members["action_path"] = .string(folder) }
        for (variable, path) in files?.variables ?? [:] {
            members[String(variable.dropFirst("GITHUB_".count)).lowercased()] = .string(path)
        }
        return members
    }

    /// What a step sees as `env`: its own on top of what is there.
    func evaluateEnvironment() throws -> OrderedDictionary<String, String> {
        var environment = surroundings.environment.merging(frame.environment) { $1 }
        let scope = scope(environment: environment)
        for entry in try StepText.entries(step.environment, "env", in: scope) { environment[entry.name] = entry.value }
        return environment
    }
}
