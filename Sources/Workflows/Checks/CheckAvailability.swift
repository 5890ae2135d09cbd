import Core
import Expressions

extension Reader {
    /// Contexts and functions against what the place has; names within contexts are kept for later.
    func check(
        _ references: [Reference], _ functions: [FunctionCall], _ node: YAMLNode, _ place: ExpressionPlace
    ) {
        for function in functions
        where ExpressionPlace.restrictedFunctions.contains(function.name) && !place.functions.contains(function.name) {
            let allowed = function.name == "hashfiles" ? "in the keys of a step" : "in 'if'"
            let name = Expression.functionNames.first { $0.lowercased() == function.name } ?? function.name
            report(
                .unknownFunction, "\(name)() is not available here", help: "It may be called only \(allowed).",
                at: position(in: node, offset: function.offset))
        }
        for reference in references {
            let position = position(in: node, offset: reference.offset)
            guard place.contexts.contains(reference.context) else {
                reportContext(reference.context, place, position)
                continue
            }
            guard !reference.path.isEmpty, ["needs", "steps", "matrix", "inputs", "jobs"].contains(reference.context)
            else {
                continue
            }
            uses.append(ReferenceUse(reference: reference, position: position, job: currentJob, step: currentStep))
        }
    }

    private func reportContext(_ name: String, _ place: ExpressionPlace, _ position: SourcePosition) {
        let available = place.contexts.sorted().joined(separator: ", ")
        let isKnown = ExpressionPlace.allContexts.contains(name)
        let suggestion = suggestion(for: name, in: place.contexts.sorted())
        report(
            .unknownContext,
            isKnown ? "the context '\(name)' is not available here" : "there is no context '\(name)'",
            help: place.contexts.isEmpty
                ? "No context is available here; write the value itself."
                : (isKnown ? nil : suggestion) ?? "Available here: \(available).",
            at: position)
    }
}
