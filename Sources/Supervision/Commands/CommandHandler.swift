import Core
import JobProtocol

/// Carries out the commands on one step's output.
///
/// What is for people stays in the log: errors, warnings, notices, groups; `::debug::` where debugging is on. The others
/// are for the engine and are shown when `::echo::on` asks for it.
final class CommandHandler {
    private let step: Int
    private let patterns: SecretPatterns
    private let annotate: (Annotation) throws -> Void
    private var stopToken: String?
    private var deprecated: Set<String> = []
    private let matchers: ProblemMatchers
    private let isDebug: Bool
    private var isEchoing: Bool
    private var valueBytes = 0

    private(set) var outputs: [(name: String, value: String)] = []
    private(set) var state: [(name: String, value: String)] = []
    /// Set when a command failed, and with it the step.
    private(set) var failure: String?

    /// Longer messages are cut: an annotation is for a list, the log has all of it.
    private static let maximumMessage = 64 << 10

    init(
        step: Int, patterns: SecretPatterns, matchers: ProblemMatchers, isDebug: Bool,
        annotate: @escaping (Annotation) throws -> Void
    ) {
        (self.isDebug, isEchoing) = (isDebug, isDebug)
        self.step = step
        self.patterns = patterns
        self.matchers = matchers
        self.annotate = annotate
    }

    /// - Parameter line: with or without its line end. What is no command we know is text and has no effect.
    /// - Returns: whether the line is to be seen in the log.
    func handle(_ line: [UInt8]) throws -> Bool {
        let text = String(decoding: line, as: UTF8.self).prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }
        guard let command = WorkflowCommand(String(text)) else { return true }
        if let token = stopToken {
            guard command.name == token.lowercased() else { return true }
            stopToken = nil
            return isEchoing
        }
        let wasEchoing = isEchoing
        try carryOut(command)
        switch command.name {
        case "debug": return isDebug
        case "add-mask", "stop-commands", "echo", "set-output", "save-state", "add-matcher", "remove-matcher":
            return wasEchoing || isEchoing
        default: return true
        }
    }

    private func carryOut(_ command: WorkflowCommand) throws {
        switch command.name {
        case "error": try say(.error, command)
        case "warning": try say(.warning, command)
        case "notice": try say(.notice, command)
        case "add-mask": try addMask(command.data)
        case "stop-commands": try stop(command.data)
        case "echo": try echo(command.data)
        case "set-output": try setOutput(command)
        case "save-state": try saveState(command)
        case "add-matcher": try addMatcher(command.data)
        case "remove-matcher":
            try matchers.remove(owner: command.properties["owner"], file: command.data) { try fail($0) }
        case "set-env", "add-path":
            let file = command.name == "set-env" ? "GITHUB_ENV" : "GITHUB_PATH"
            try fail(
                "`::\(command.name)::` is not allowed, as on GitHub since 2020; write to the file $\(file) instead")
        default: break
        }
    }

    private func fail(_ message: String) throws {
        failure = failure ?? message
        try annotate(Annotation(level: .error, message: patterns.redact(message), step: step))
    }

    private func warn(_ message: String) throws {
        try annotate(Annotation(level: .warning, message: patterns.redact(message), step: step))
    }

    private func say(_ level: Annotation.Level, _ command: WorkflowCommand) throws {
        let message = patterns.redact(command.data)
        let isLong = message.utf8.count > Self.maximumMessage
        func text(_ key: String) -> String? { command.properties[key].map { patterns.redact($0) } }
        func number(_ key: String) -> Int? { command.properties[key].flatMap { Int($0) } }
        try annotate(
            Annotation(
                level: level, message: isLong ? String(message.prefix(Self.maximumMessage / 4)) + "…" : message,
                title: text("title"), file: text("file"), line: number("line"), endLine: number("endLine"),
                column: number("col"), endColumn: number("endColumn"), step: step))
    }

    private func addMask(_ secret: String) throws {
        switch patterns.add(secret) {
        case .masked: break
        case .tooShort:
            try warn(
                "`::add-mask::` with fewer than \(SecretPatterns.minimumLength) characters is not applied: masking it "
                    + "would make the log unreadable")
        case .tooMany:
            try fail("`::add-mask::`: too much to mask; a job may mask \(SecretPatterns.maximumBytes >> 20) MiB")
        }
    }

    private static let names: Set<String> = [
        "error", "warning", "notice", "add-mask", "stop-commands", "echo", "set-output", "save-state", "set-env",
        "add-path", "debug", "group", "endgroup", "add-matcher", "remove-matcher"
    ]

    private func stop(_ token: String) throws {
        guard !token.isEmpty, !Self.names.contains(token.lowercased()) else {
            return try fail("`::stop-commands::` needs a token that is no command's name; take a random one")
        }
        stopToken = token
    }

    private func echo(_ data: String) throws {
        guard ["on", "off"].contains(data.lowercased()) else {
            return try fail("`::echo::` is followed by `on` or `off`, not by `\(data)`")
        }
        isEchoing = data.lowercased() == "on"
    }

    private func deprecate(_ name: String, _ file: String) throws {
        guard deprecated.insert(name).inserted else { return }
        try warn("`::\(name)::` is deprecated; write `name=value` to the file $\(file) instead")
    }

    private func setOutput(_ command: WorkflowCommand) throws {
        guard let name = command.properties["name"], !name.isEmpty else {
            return try fail("`::set-output::` needs a name: `::set-output name=NAME::VALUE`")
        }
        try deprecate("set-output", "GITHUB_OUTPUT")
        guard try hasRoom(for: name, command.data, "set-output") else { return }
        outputs.append((name, command.data))
    }

    private func saveState(_ command: WorkflowCommand) throws {
        guard let name = command.properties["name"], !name.isEmpty else {
            return try fail("`::save-state::` needs a name: `::save-state name=NAME::VALUE`")
        }
        try deprecate("save-state", "GITHUB_STATE")
        guard try hasRoom(for: name, command.data, "save-state") else { return }
        state.append((name, command.data))
    }

    private func addMatcher(_ path: String) throws {
        do {
            for complaint in try matchers.add(path) { try warn(complaint) }
        } catch let error as SupervisionError {
            try fail("`::add-matcher::`: \(error)")
        }
    }

    /// A problem that a matcher found in the output.
    func report(_ problem: ProblemMatchers.Problem) throws {
        let message = patterns.redact(problem.message)
        try annotate(
            Annotation(
                level: problem.level, message: String(message.unicodeScalars.prefix(Self.maximumMessage / 4)),
                title: problem.code.map { patterns.redact($0) }, file: problem.file.map { patterns.redact($0) },
                line: problem.line, column: problem.column, step: step))
    }

    private func hasRoom(for name: String, _ value: String, _ command: String) throws -> Bool {
        valueBytes += name.utf8.count + value.utf8.count
        guard valueBytes > CommandFile.maximumBytes else { return true }
        try fail("`::\(command)::`: more than \(CommandFile.maximumBytes) bytes of values in one step")
        return false
    }
}
