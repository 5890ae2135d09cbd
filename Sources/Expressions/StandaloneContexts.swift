public import Core
import OrderedCollections

/// The contexts of an expression that belongs to no workflow: their names are the only ones it may use.
///
/// `success()`, `failure()` and `cancelled()` look at `job.status`, as they do in a step; without it they are functions
/// that are not there, as they are to GitHub outside of an `if:`. So is `hashFiles()`: there is no workspace.
public struct StandaloneContexts: Sendable {
    private let names: Set<String>
    private let scope: Scope

    /// - Parameter value: an object of contexts, or null for none; nil for every other value.
    public init?(_ value: Value) {
        guard let members = value == .null ? [:] : value.object else { return nil }
        let contexts = Dictionary(
            members.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        let job = contexts["job"]?.member(ignoringCase: "status")?.string?.lowercased()
        names = Set(contexts.keys)
        scope = Scope(contexts: contexts, status: job.flatMap(Self.status))
    }

    /// The value of an expression, or of a text with `${{ }}` in it, which as an expression would be an error.
    public func evaluate(expressionOrTemplate text: String) throws(ExpressionError) -> Value {
        do throws(ExpressionError) {
            return try evaluate(text)
        } catch  where error.kind == .lexing && text.contains("${{") {
            let template = try Template(parsing: text, contexts: names)
            try check(template.functions)
            return try template.evaluate(in: scope)
        }
    }

    public func evaluate(_ text: String) throws(ExpressionError) -> Value {
        let expression = try Expression(parsing: text, contexts: names)
        try check(expression.functions)
        return try expression.evaluate(in: scope)
    }

    private func check(_ calls: [FunctionCall]) throws(ExpressionError) {
        for call in calls {
            guard let function = Function(rawValue: call.name) else { continue }
            var place: String?
            if function.isStatus, scope.status == nil { place = "where there is a 'job.status'" }
            if function == .hashFiles { place = "to the steps of a job, which have files" }
            guard let place else { continue }
            throw ExpressionError(
                .parsing, "Unrecognized function: '\(function.name)' is available only \(place)", offset: call.offset)
        }
    }

    private static func status(_ name: String) -> Scope.Status? {
        switch name {
        case "success": .succeeding
        case "failure": Scope.Status(success: false, failure: true, cancelled: false)
        case "cancelled": Scope.Status(success: false, failure: false, cancelled: true)
        default: nil
        }
    }
}
