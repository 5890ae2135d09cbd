import Artifacts
import Core
import Foundation
import Glibc
import JobProtocol

/// What a built-in action, started by a supervisor, knows of its job, and how it answers.
///
/// `ANNEAL_JOB` names the job's directory, and the plan in it says everything else; it also serves when no server runs.
struct JobProcess {
    let plan: JobPlan
    let environment: [String: String]

    init() throws {
        environment = ProcessInfo.processInfo.environment
        guard let directory = environment["ANNEAL_JOB"], !directory.isEmpty else {
            throw Failure.couldNotRun("ANNEAL_JOB is not set: this command is run by a job's supervisor")
        }
        do {
            plan = try JobPlan(readFrom: JobDirectory(directory))
        } catch {
            throw Failure.couldNotRun("\(error)")
        }
    }

    // MARK: - What it is told

    var workspace: String { plan.workspace.path }
    var home: String { environment["HOME"] ?? "/root" }

    func github(_ name: String) -> String? {
        plan.contexts["github"]?[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An input without the blanks around it; empty when it is not given.
    func input(_ name: String) -> String {
        let variable = "INPUT_" + name.uppercased().replacingOccurrences(of: " ", with: "_")
        return (environment[variable] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func lines(_ name: String) -> [String] {
        input(name).split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    func flag(_ name: String, default fallback: Bool) throws(ActionFailure) -> Bool {
        switch input(name) {
        case "": return fallback
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        case let text: throw ActionFailure("the input '\(name)' has to be true or false, not '\(text)'")
        }
    }

    func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(ActionFailure) -> Int {
        let text = input(name)
        guard !text.isEmpty else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw ActionFailure(
                "the input '\(name)' has to be a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return number
    }

    func choice(_ name: String, _ choices: [String]) throws(ActionFailure) -> String {
        let text = input(name)
        if text.isEmpty { return choices[0] }
        guard choices.contains(text) else {
            throw ActionFailure("the input '\(name)' is one of \(choices.joined(separator: ", ")), not '\(text)'")
        }
        return text
    }

    func required(_ name: String) throws(ActionFailure) -> String {
        let text = input(name)
        guard !text.isEmpty else { throw ActionFailure("the input '\(name)' is missing") }
        return text
    }

    /// What this action's earlier phase saved.
    func state(_ name: String) -> String { environment["STATE_\(name)"] ?? "" }

    /// Caches and artifacts.
    func storage() throws(ActionFailure) -> JobPlan.Storage {
        guard let storage = plan.storage else {
            throw ActionFailure("this job has no storage for caches and artifacts")
        }
        return storage
    }

    func patterns(_ name: String) throws -> [PathPattern] {
        let patterns = try PathPattern.lines(input(name), workspace: workspace, home: home)
        guard patterns.contains(where: { !$0.isExclusion }) else {
            throw ActionFailure("the input '\(name)' names no path")
        }
        return patterns
    }

    // MARK: - What it answers

    func setOutput(_ name: String, _ value: String) throws { try append(name, value, to: "GITHUB_OUTPUT") }
    func saveState(_ name: String, _ value: String) throws { try append(name, value, to: "GITHUB_STATE") }
    func export(_ name: String, _ value: String) throws { try append(name, value, to: "GITHUB_ENV") }
    func addPath(_ folder: String) throws { try write(folder + "\n", to: "GITHUB_PATH") }

    func say(_ text: String) { Console.write(text + "\n") }
    func warn(_ text: String) { command("warning", text) }
    func fail(_ text: String) { command("error", text) }
    func mask(_ text: String) { command("add-mask", text) }

    private func command(_ name: String, _ text: String) {
        let escaped = text.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(of: "\r", with: "%0D")
            .replacingOccurrences(of: "\n", with: "%0A")
        Console.write("::\(name)::\(escaped)\n")
    }

    /// In the form for several lines, with an end that nobody can guess.
    private func append(_ name: String, _ value: String, to variable: String) throws {
        let end = "end-\(UInt64.random(in: 0...UInt64.max))"
        try write("\(name)<<\(end)\n\(value)\n\(end)\n", to: variable)
    }

    private func write(_ text: String, to variable: String) throws {
        guard let path = environment[variable] else { throw ActionFailure("\(variable) is not set") }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ActionFailure("cannot write to \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ActionFailure("cannot write to \(path): \(String(cString: strerror(errno)))")
        }
    }
}
