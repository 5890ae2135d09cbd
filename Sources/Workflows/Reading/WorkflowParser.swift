public import Core

/// From the bytes of a file to a typed workflow.
public enum WorkflowParser {
    /// - Parameters:
    ///   - bytes: of a file that anybody may have written.
    ///   - path: in the repository, or as the user named it; diagnostics carry it.
    /// - Returns: the workflow, unless the file has an error and can't be run, and all that there is to say about the
    ///   file, sorted by position.
    public static func parse(
        _ bytes: [UInt8], path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        let (workflow, diagnostics) = read(bytes, path: path, options: options)
        let isRunnable = !diagnostics.contains { $0.severity == .error }
        return (isRunnable ? workflow : nil, diagnostics)
    }

    /// Reads again what was accepted once: a rule that is an error only since then must not end what runs.
    ///
    /// - Returns: a workflow whenever one comes out, whatever there is to say about it.
    public static func read(
        accepted text: String, path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        read(Array(text.utf8), path: path, options: options)
    }

    /// The same, with as much of a workflow that has errors as could be read: for the checks that look further.
    static func read(
        _ bytes: [UInt8], path: String, options: WorkflowOptions
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        read(
            bytes, path: path, options: options, what: "a workflow", help: "Begin with 'on:' and 'jobs:'."
        ) { reader, root in reader.readWorkflow(root) }
    }

    /// What reading a workflow and reading an action's manifest have in common.
    static func read<Content>(
        _ bytes: [UInt8], path: String, options: WorkflowOptions, what: String, help: String,
        read: (Reader, YAMLNode) -> Content?
    ) -> (Content?, diagnostics: [Diagnostic]) {
        guard bytes.count <= options.maximumSize else {
            let message = "the file has \(bytes.count) bytes; \(what) may have \(options.maximumSize)"
            return (nil, [refusal(.limit, message, help: "Split it.", path: path)])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let position = invalidPosition(bytes)
            return (
                nil,
                [
                    refusal(
                        .invalidYAML, "the file is not UTF-8 here", help: "Save it as UTF-8.", path: path, at: position)
                ]
            )
        }
        let source = YAMLSource(text)
        var parser = YAMLParser(source, limits: YAMLLimits(depth: options.maximumDepth))
        let root: YAMLNode?
        do {
            root = try parser.parse()
        } catch {
            return (nil, ordered(parser.findings.map { diagnostic($0, path) } + [diagnostic(error, path)]))
        }
        guard let root else {
            return (nil, [refusal(.invalidYAML, "the file is empty", help: help, path: path)])
        }
        let reader = Reader(source: source, path: path, options: options)
        reader.diagnostics = parser.findings.map { diagnostic($0, path) }
        let content = reader.requireMapping(root, what, help: help) ? read(reader, root) : nil
        return (content, ordered(reader.diagnostics))
    }

    public static func parse(
        _ text: String, path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> (workflow: Workflow?, diagnostics: [Diagnostic]) {
        parse(Array(text.utf8), path: path, options: options)
    }

    /// The file's tree alone; nil when there is none.
    static func tree(_ bytes: [UInt8], options: WorkflowOptions) -> YAMLNode? {
        guard bytes.count <= options.maximumSize, let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        var parser = YAMLParser(YAMLSource(text), limits: YAMLLimits(depth: options.maximumDepth))
        return (try? parser.parse()) ?? nil
    }

    private static func diagnostic(_ error: YAMLError, _ path: String) -> Diagnostic {
        let rule: Rule =
            switch error.kind {
            case .syntax: .invalidYAML
            case .limit: .limit
            case .duplicateKey: .duplicateKey
            case .unusedAnchor: .unusedAnchor
            }
        var diagnostic = refusal(rule, error.message, help: error.help, path: path, at: error.position)
        if error.kind == .unusedAnchor { diagnostic.severity = .warning }
        return diagnostic
    }

    private static func refusal(
        _ rule: Rule, _ message: String, help: String, path: String, at position: SourcePosition = .start
    ) -> Diagnostic {
        Diagnostic(rule: rule.rawValue, message, help: help, file: path, at: position)
    }

    /// By position, and each once: an alias brings what is wrong in its anchor again.
    private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
            .filter { seen.insert($0).inserted }
    }

    /// Of the first byte that is no part of a character.
    private static func invalidPosition(_ bytes: [UInt8]) -> SourcePosition {
        var (decoder, bytes) = (UTF8(), bytes.makeIterator())
        var position = SourcePosition.start
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            position =
                scalar == "\n"
                ? SourcePosition(line: position.line + 1, column: 1)
                : SourcePosition(line: position.line, column: position.column + 1)
        }
        return position
    }
}
