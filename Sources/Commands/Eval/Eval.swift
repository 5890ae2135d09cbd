import ArgumentParser
import Core
import Expressions

struct Eval: ClientCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluate an expression, as between ${{ and }}, and print its value as JSON.",
        usage: "anneal eval [<expr>] [--context <file>] [--batch]",
        discussion: """
            The names of the contexts are those of the file, and no others. success(), failure() and cancelled() look at its \
            'job.status'. A text with ${{ }} in it is evaluated as a whole, as a workflow would.

            With --batch, each line of standard input is an object with 'expr' and, if you like, 'id' and 'contexts'. Each is \
            answered by a line: {"id", "kind", "value"}, or {"id", "error", "message"}, where the error is lexing, parsing or \
            evaluation. A line that is no such object is answered as well, as parsing and with its id if it has one; it is \
            named by its number on standard error, and the exit code is 2 at the end. Empty lines have no answer.

            Exit code 0: evaluated (with --batch: every line was a request, whatever came of it), 1: the expression has an \
            error, 2: a file could not be read, or a line was no request.

            Example: anneal eval "format('{0}-{1}', github.ref_name, matrix.os)" --context contexts.json
            """)

    /// A list only because a single argument may not begin with a dash, as a negative number does.
    @Argument(
        parsing: .allUnrecognized, help: ArgumentHelp("For example: 1 < 2 && 'yes', or -1 < 2.", valueName: "expr"))
    var words: [String] = []

    @Option(
        help: ArgumentHelp("A JSON file: an object with the contexts by name; - is standard input.", valueName: "file"))
    var context: String?

    @Flag(help: "Evaluate the lines of standard input.")
    var batch = false

    /// What is behind `--`, which the parser leaves where it stands, may begin with anything.
    private var expressions: [String] {
        words.firstIndex(of: "--").map { Array(words[..<$0] + words[($0 + 1)...]) } ?? words
    }

    func validate() throws {
        if let option = words.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) {
            throw ValidationError("Unknown option '\(option)'")
        }
        if expressions.count > 1 {
            throw ValidationError("one expression at a time: quote it as a whole, or use --batch")
        }
        if batch, !expressions.isEmpty || context != nil {
            throw ValidationError("--batch takes expressions and contexts from standard input")
        }
        if !batch, expressions.isEmpty { throw ValidationError("say which expression, or --batch") }
    }

    func perform(_ context: CommandContext) async throws {
        if batch { return try EvalBatch.run(context) }
        let contexts = try readContexts(context)
        let text = expressions.first ?? ""
        do {
            let value = try contexts.evaluate(expressionOrTemplate: text)
            context.output.write(Array((value.json() + "\n").utf8), to: .output)
        } catch {
            let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(error.offset)))
            context.output.note("\("error", .red): \(error.kind.rawValue): \(error.description)")
            context.output.note("  \(text.printable)")
            context.output.note("  \(String(repeating: " ", count: before.printable.count))\("^", .red)")
            throw ExitCode.failure
        }
    }

    /// The most that a file of contexts may have: as much as any webhook, which becomes a context.
    private static let largestFile = 25 << 20

    private func readContexts(_ context: CommandContext) throws -> StandaloneContexts {
        var value = Value.null
        if let name = self.context {
            let bytes =
                name == "-"
                ? try context.readInput(maximum: Self.largestFile)
                : try SmallFile.read(context.path(name), maximum: Self.largestFile)
            do {
                value = try Value(json: bytes)
            } catch {
                throw CommandError(.invalid, "\(name) is not JSON: \(error)")
            }
        }
        guard let contexts = StandaloneContexts(value) else {
            throw CommandError(.invalid, "\(self.context ?? "") must be a JSON object with the contexts by name")
        }
        return contexts
    }
}
