import Core
import Expressions

/// Reads one file's tree. The files beside this one say key by key what it takes; here is what they have in common.
final class Reader {
    let source: YAMLSource
    let path: String
    let options: WorkflowOptions
    var diagnostics: [Diagnostic] = []
    /// Where in the workflow the reader is, for the checks of names.
    var currentJob: String?
    var currentStep: Int?
    /// Every reference to a context whose names can be checked once the whole file is read.
    var uses: [ReferenceUse] = []
    /// Every expression, for the check of types.
    var expressions: [ExpressionUse] = []
    /// What scripts take of variables that their step does not define.
    var variableUses: [VariableUse] = []
    /// What scripts take of inputs.
    var inputUses: [InputUse] = []
    /// The file names all secrets that it gets: it is only called, and says which it takes.
    var hasClosedSecrets = false
    /// Jobs with a step of which not even the id could be read.
    var jobsWithUnreadSteps: Set<String> = []
    /// By job, the ids of its steps in lower case with the steps' places, also of steps that are wrong in another way.
    var stepIDs: [String: [String: Int]] = [:]
    /// Keys whose values have errors: what should follow from them is not known.
    var brokenKeys: Set<SourcePosition> = []
    /// Some event of `on` is not supported, so that what it brings (inputs, say) is not known.
    var hasUnknownTrigger = false

    /// Where a key is unknown that is near to a known one, and that one.
    var misspelled: [SourcePosition: String] = [:]

    private(set) var errorCount = 0
    private var hasTooManyFindings = false

    init(source: YAMLSource, path: String, options: WorkflowOptions) {
        self.source = source
        self.path = path
        self.options = options
    }

    /// - Parameter help: how to mend it; nothing is found without that.
    func report(
        _ rule: Rule, _ message: String, help: String, severity: Diagnostic.Severity = .error,
        at position: SourcePosition
    ) {
        guard diagnostics.count < Self.maximumFindings else {
            guard !hasTooManyFindings else { return }
            hasTooManyFindings = true
            let message = "there are more than \(Self.maximumFindings) findings; the rest is not listed"
            diagnostics.append(
                Diagnostic(
                    rule: Rule.limit.rawValue, message, help: "Mend these first.", file: path, at: position))
            return
        }
        if severity == .error { errorCount += 1 }
        diagnostics.append(
            Diagnostic(severity, rule: rule.rawValue, message, help: help, file: path, at: position))
    }

    /// After this many, nobody reads on, and a hostile file must not make us go on for long.
    private static let maximumFindings = YAMLParser.maximumFindings

    /// "Did you mean …", when a known name is near.
    func suggestion(for name: String, in known: some Collection<String>) -> String? {
        nearest(to: name, in: known).map { "Did you mean '\($0)'?" }
    }

    /// Looking through thousands of names helps nobody, and neither does a hint at each of hundreds of findings; both
    /// take long.
    func nearest(to name: String, in known: some Collection<String>) -> String? {
        guard known.count <= 200, diagnostics.count <= 300 else { return nil }
        return Suggestion.nearest(to: name, in: Array(known))
    }

    /// The place of a character of a scalar's text, whatever quotes, escapes and folds are before it.
    func position(in node: YAMLNode, offset: Int) -> SourcePosition {
        node.scalar?.index(ofOffset: offset).map(source.position) ?? node.position
    }
}
