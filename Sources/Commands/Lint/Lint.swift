import ArgumentParser
import Core
import Workflows

struct Lint: ClientCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check workflow files.",
        discussion: """
            An action.yml is checked as an action's manifest. Calls of workflows, and actions, are looked for in the repository \
            that the file lies in.

            Exit code 0: clean (there may be notes), 1: errors or warnings, 2: a file could not be read.

            Example: anneal lint --format json .anneal/workflows/ci.yml
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Flag(help: "List also what GitHub itself would refuse: our own keys, events and actions.")
    var portable = false

    @Option(help: "text, or json with one object a line: file, line, column, severity, rule, message, help.")
    var format: Format = .text

    @Option(
        help: ArgumentHelp(
            "Say what a rule looks for and why, with an example, and check nothing; 'all' lists every rule.",
            valueName: "rule"))
    var explain: String?

    @Argument(
        help: ArgumentHelp("Files, or folders of .yml and .yaml files (default: .anneal/workflows).", valueName: "file")
    )
    var files: [String] = []

    func perform(_ context: CommandContext) async throws {
        if let explain { return try Self.explain(explain, context) }
        var (errors, warnings, unreadable) = (0, 0, 0)
        var sources: [LintSource] = []
        for name in files.isEmpty ? [".anneal/workflows"] : files {
            do {
                sources += try LintSource.find(name, context)
            } catch {
                // The others are checked all the same.
                unreadable += 1
                context.output.note("anneal: \(error.message)")
            }
        }
        let missing = unreadable
        for source in sources {
            let bytes: [UInt8]
            do {
                // More than the linter takes, so that it is the one to say that there is too much.
                bytes = try SmallFile.read(source.path, maximum: 16 << 20)
            } catch {
                unreadable += 1
                context.output.note("anneal: \(error.message)")
                continue
            }
            let files = source.repositoryFiles
            var diagnostics = Linter.lint(bytes, path: source.name, files: files, portable: portable)
            if let files, source.isRunHere {
                let more = await Linter.lintActions(bytes, path: source.name, files: files)
                diagnostics = Linter.ordered(diagnostics + more, of: source.name)
            }
            let found = diagnostics.map { Finding(diagnostic: $0, source: $0.file == source.name ? bytes : []) }
            errors += found.count { $0.diagnostic.severity == .error }
            warnings += found.count { $0.diagnostic.severity == .warning }
            for finding in found { OutputRendering.render(finding, as: format == .json ? .json : .text) }
        }
        if format == .text, !sources.isEmpty {
            let parts = [(sources.count - unreadable + missing, "file"), (errors, "error"), (warnings, "warning")]
                .map { count, noun in "\(count) \(noun)\(count == 1 ? "" : "s")" }
            context.output.note("\(parts[0]): \(parts[1]), \(parts[2])")
        }
        if unreadable > 0 { throw ExitCode.couldNotRun }
        if errors + warnings > 0 { throw ExitCode.failure }
    }

    private static func explain(_ name: String, _ context: CommandContext) throws {
        if name == "all" {
            let rows = Rule.allCases.map { ["\($0.rawValue)", "\($0.summary)"] as [StyledText] }
            for line in Table.lines(rows: rows) { context.output.line(line) }
            return
        }
        guard let rule = Rule(rawValue: name) else {
            let names = Rule.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandError(.notFound, "there is no rule '\(name)'; there are: \(names)")
        }
        context.output.line("\(rule.rawValue, .bold): \(rule.summary)")
        context.output.line("\(rule.reason)")
        let example = rule.example
        for (title, text) in [("Wrong:", example.wrong), ("Right:", example.right)] {
            context.output.line("")
            context.output.line("\(title, .dim)")
            for line in text.split(separator: "\n") { context.output.line("  \(String(line))") }
        }
        guard let companion = example.companion else { return }
        context.output.line("")
        context.output.line("\("Where \(companion.path) is:", .dim)")
        for line in companion.text.split(separator: "\n") { context.output.line("  \(String(line))") }
    }
}
