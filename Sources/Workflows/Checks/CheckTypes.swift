import Core
import Expressions
import OrderedCollections

extension Reader {
    /// What expressions read, against what the file says of their contexts. All of it runs on GitHub, where it gives null
    /// or a useless text: these are warnings.
    ///
    /// - Parameter nodes: of the jobs, by their ids.
    func checkTypes(_ workflow: Workflow, _ nodes: [String: YAMLNode]) {
        let broken = workflow.jobs.keys.filter { id in
            ["outputs", "strategy", "uses"].contains { isBroken($0, of: nodes[id]) }
        }
        let types = ContextTypes(workflow, hasClosedSecrets: hasClosedSecrets, broken: Set(broken))
        var ofJobs: [String: [String: ValueType]] = [:]
        for use in expressions {
            let contexts: [String: ValueType]
            if let job = use.job {
                contexts = ofJobs[job] ?? types.ofJob(job)
                ofJobs[job] = contexts
            } else {
                contexts = types.ofWorkflow
            }
            let (type, findings) = use.expression.inferType(contexts: contexts)
            for finding in findings { report(finding, use) }
            checkPurpose(type, use)
        }
    }

    private func report(_ finding: TypeFinding, _ use: ExpressionUse) {
        let position = position(in: use.node, offset: use.offset + finding.offset)
        switch finding.kind {
        case .undefinedProperty("secrets", let name, let known):
            report(
                .undefinedSecret, "the workflow declares no secret '\(name)'",
                help: suggestion(for: name, in: known) ?? "Declare it under 'on.workflow_call.secrets'.",
                severity: .warning, at: position)
        case .undefinedProperty(let path, let name, let known):
            report(
                .undefinedProperty, "\(path) has no '\(name)'",
                help: suggestion(for: name, in: known)
                    ?? (known.isEmpty
                        ? "Remove it: it has none." : "It has \(known.prefix(30).joined(separator: ", "))."),
                severity: .warning, at: position)
        case .noMembers(let type):
            report(
                .typeMismatch, "\(type.described) has no members, so this is always null",
                help: "Read what is in front of the dot by itself, or take it apart by fromJSON().",
                severity: .warning, at: position)
        case .wrongIndex(let index, let type):
            report(
                .typeMismatch, "\(index.described) is no index of \(type.described), so this is always null",
                help: "Use \(type == .array(.any) ? "a number" : "a text").", severity: .warning, at: position)
        case .incomparable(let left, let right):
            report(
                .typeMismatch, "\(left.described) and \(right.described) are never equal, and none of them is less",
                help: "Compare texts, as by toJSON().", severity: .warning, at: position)
        }
    }

    private func checkPurpose(_ type: ValueType, _ use: ExpressionUse) {
        let position = position(in: use.node, offset: use.offset)
        switch (use.purpose, type) {
        case (.text, .array), (.text, .object):
            let word = if case .array = type { "Array" } else { "Object" }
            report(
                .typeMismatch, "\(type.described) becomes the text '\(word)' here",
                help: "Write it out by toJSON(), or an array by join().", severity: .warning, at: position)
        case (.entries, .string), (.entries, .number), (.entries, .boolean), (.entries, .array), (.entries, .null):
            report(
                .typeMismatch, "an object is needed here, and this is \(type.described)",
                help: "Make an object of it by fromJSON().", at: position)
        default: return
        }
    }

    func keep(_ condition: Condition, _ node: YAMLNode) {
        if condition.hasTextOutsideExpression { return }
        expressions.append(
            ExpressionUse(
                expression: condition.expression, offset: condition.expressionOffset, node: node, purpose: .anything,
                job: currentJob))
    }

    /// The expressions of a template are kept until the file is read.
    ///
    /// - Parameter start: where the template begins in the scalar's text.
    func keep(_ template: Template, _ node: YAMLNode, _ purpose: ExpressionUse.Purpose, from start: Int = 0) {
        for part in template.parts {
            guard case .expression(let expression, let offset) = part else { continue }
            expressions.append(
                ExpressionUse(
                    expression: expression, offset: offset + start, node: node, purpose: purpose, job: currentJob))
        }
    }
}
