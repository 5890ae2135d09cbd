import Core
import Crypto
import Expressions
import OrderedCollections
import Workflows

/// From one job of the file to the jobs of a run: strategy and matrix evaluated, names filled in.
struct JobExpansion {
    let definition: JobDefinition
    /// `github`, `inputs`, `vars`, and `needs` when the job's needs are over.
    let contexts: [String: Value]

    /// One job for each combination, or one without a matrix; one that is deferred when the strategy has to wait for
    /// `needs` and there are none in `contexts`.
    func jobs() throws(PlanningError) -> [PlannedJob] {
        guard contexts["needs"] != nil || definition.strategy?.mentionsNeeds != true else {
            return [job(matrix: nil, key: definition.id.content, strategy: .single, isDeferred: true)]
        }
        let scope = Scope(contexts: contexts)
        guard let strategy = definition.strategy else {
            return [job(matrix: nil, key: definition.id.content, strategy: .single)]
        }
        let failFast = try Self.failFast(strategy.failFast, in: scope)
        let maxParallel = try Self.maxParallel(strategy.maxParallel, in: scope)
        guard let matrix = strategy.matrix else {
            let alone = JobStrategy(failFast: failFast, maxParallel: maxParallel)
            return [job(matrix: nil, key: definition.id.content, strategy: alone)]
        }
        let combinations = try MatrixTable(matrix, in: scope).combinations(at: matrix.position)
        return combinations.enumerated().map { index, combination in
            job(
                matrix: .object(combination), key: "\(definition.id.content)/\(index + 1)",
                strategy: JobStrategy(
                    failFast: failFast, index: index, total: combinations.count, maxParallel: maxParallel))
        }
    }

    private func job(matrix: Value?, key: String, strategy: JobStrategy, isDeferred: Bool = false) -> PlannedJob {
        PlannedJob(
            id: definition.id.content, key: key,
            name: JobName(definition: definition, matrix: matrix, strategy: strategy).planned(in: contexts),
            needs: definition.needs.map(\.content), matrix: matrix, strategy: strategy, isDeferred: isDeferred,
            tier: definition.tier?.content, digest: digest(matrix), retry: definition.retry?.content)
    }

    private func digest(_ matrix: Value?) -> String {
        var hash = SHA256()
        hash.update(data: Array(definition.canonicalText.utf8))
        // No text holds a zero byte, so that text and matrix cannot run into each other.
        hash.update(data: [0])
        if let matrix { hash.update(data: Array(matrix.json().utf8)) }
        return hash.finalize().hexadecimal
    }

    private static func failFast(_ template: Located<Template>?, in scope: Scope) throws(PlanningError) -> Bool {
        guard let template else { return true }
        return try template.boolean("strategy.fail-fast", in: scope)
    }

    private static func maxParallel(_ template: Located<Template>?, in scope: Scope) throws(PlanningError) -> Int? {
        guard let template else { return nil }
        let number = try template.number("strategy.max-parallel", in: scope)
        guard let limit = Int(exactly: number), limit >= 1 else {
            throw PlanningError(
                .type, "strategy.max-parallel must be a whole number from 1, not \(Value.number(number).described)",
                at: template.position)
        }
        return limit
    }
}

extension Strategy {
    /// It can only be evaluated when the jobs that the job needs are over.
    fileprivate var mentionsNeeds: Bool {
        let templates = [failFast?.content, maxParallel?.content].compactMap { $0 } + (matrix?.content.templates ?? [])
        return templates.contains { $0.references.contains { $0.context == "needs" } }
    }
}

extension Matrix {
    fileprivate var templates: [Template] {
        switch self {
        case .template(let template): [template]
        case .table(let dimensions, let include, let exclude):
            (Array(dimensions.values) + [include, exclude].compactMap { $0 }).flatMap(\.templates)
        }
    }
}

extension TemplateValue {
    fileprivate var templates: [Template] {
        switch self {
        case .literal: []
        case .template(let template): [template]
        case .array(let elements): elements.flatMap(\.content.templates)
        case .object(let members): members.values.flatMap(\.content.templates)
        }
    }
}
