import Core
import Expressions

/// Reads one file's tree. The files beside this one say key by key what it takes; here is what they have in common.
final class Reader {
    let source: YAMLSource
    let path: String
    var diagnostics: [Diagnostic] = []
    /// Where in the workflow the reader is, for the checks of names.
    var currentJob: String?
    var currentStep: Int?
    /// Every reference to a context whose names can be checked once the whole file is read.
    var uses: [ReferenceUse] = []
    /// Jobs with a step that could not be read, which may have had any id.
    var jobsWithUnreadSteps: Set<String> = []
    /// Some event of `on` is not supported, so that what it brings (inputs, say) is not known.
    var hasUnknownTrigger = false

    init(source: YAMLSource, path: String) {
        self.source = source
        self.path = path
    }

    func report(
        _ rule: Rule, _ message: String, help: String? = nil, severity: Diagnostic.Severity = .error,
        at position: SourcePosition
    ) {
        diagnostics.append(
            Diagnostic(severity, rule: rule.rawValue, message, help: help, file: path, at: position))
    }

    /// The place of a character of a scalar's text, whatever quotes, escapes and folds are before it.
    func position(in node: YAMLNode, offset: Int) -> SourcePosition {
        node.scalar?.index(ofOffset: offset).map(source.position) ?? node.position
    }
}
