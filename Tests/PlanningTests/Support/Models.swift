import Core
import Expressions
import OrderedCollections
import Testing
import Workflows

@testable import Planning

/// Workflows by hand, so that planning is tested without a parser. Positions are of no file: a line each.
enum Model {
    static func located<Content>(_ content: Content, line: Int = 1) -> Located<Content> {
        Located(content, at: SourcePosition(line: line, column: 5))
    }

    static func template(_ text: String, line: Int = 1) throws -> Located<Template> {
        located(try Template(parsing: text), line: line)
    }

    /// From JSON, with `${{ }}` in its texts.
    static func value(_ json: String) throws -> TemplateValue {
        try value(Value(json: json))
    }

    static func value(_ value: Value) throws -> TemplateValue {
        switch value {
        case .string(let text) where text.contains("${{"): .template(try Template(parsing: text))
        case .array(let elements): .array(try elements.map { located(try Self.value($0)) })
        case .object(let members): .object(try members.mapValues { located(try Self.value($0)) })
        default: .literal(value)
        }
    }

    /// `strategy.matrix` from JSON, or from one expression.
    static func matrix(_ text: String, line: Int = 7) throws -> Located<Matrix> {
        guard !text.hasPrefix("${{") else { return located(.template(try Template(parsing: text)), line: line) }
        let members = try #require(try Value(json: text).object)
        var dimensions: OrderedDictionary<String, TemplateValue> = [:]
        for (key, value) in members where key != "include" && key != "exclude" {
            dimensions[key] = try Self.value(value)
        }
        return located(
            .table(
                dimensions: dimensions, include: try members["include"].map { try Self.value($0) },
                exclude: try members["exclude"].map { try Self.value($0) }),
            line: line)
    }

    static func filter(_ patterns: String..., ignores: Bool = false) throws -> PatternFilter {
        PatternFilter(
            ignores: ignores,
            patterns: try patterns.enumerated().map { located(try Glob(parsing: $1), line: 10 + $0) })
    }

    static func entries(_ entries: [(String, String)], line: Int = 1) throws -> [EnvironmentEntry] {
        try entries.map { EnvironmentEntry(name: located($0.0, line: line), value: try template($0.1)) }
    }

    static func job(
        _ id: String, name: String? = nil, needs: [String] = [], if condition: String? = nil, matrix: String? = nil,
        failFast: String? = nil, maxParallel: String? = nil, tier: Tier? = nil, paths: [String]? = nil,
        runsOn: [String] = ["linux"], timeout: String? = nil, continueOnError: String? = nil,
        steps: [StepDefinition] = [], definition: String? = nil
    ) throws -> JobDefinition {
        let strategy =
            matrix == nil && failFast == nil && maxParallel == nil
            ? nil
            : Strategy(
                matrix: try matrix.map { try Self.matrix($0) }, failFast: try failFast.map { try template($0) },
                maxParallel: try maxParallel.map { try template($0) })
        return JobDefinition(
            id: located(id, line: 20), name: try name.map { try template($0) }, needs: needs.map { located($0) },
            condition: try condition.map { located(try Condition(parsing: $0), line: 21) },
            runsOn: try runsOn.map { try template($0, line: 22) }, strategy: strategy,
            timeoutMinutes: try timeout.map { try template($0, line: 23) },
            continueOnError: try continueOnError.map { try template($0, line: 24) }, tier: tier.map { located($0) },
            paths: try paths.map { try $0.map { located(try Glob(parsing: $0)) } }, steps: steps,
            canonicalText: definition ?? "job \(id)")
    }

    static func workflow(
        _ jobs: JobDefinition..., path: String = ".anneal/workflows/ci.yml", name: String? = nil,
        runName: String? = nil,
        triggers: Triggers = Triggers(push: PushTrigger())
    ) throws -> Workflow {
        try workflow(jobs, path: path, name: name, runName: runName, triggers: triggers)
    }

    static func workflow(
        _ jobs: [JobDefinition], path: String = ".anneal/workflows/ci.yml", name: String? = nil, runName: String? = nil,
        triggers: Triggers = Triggers(push: PushTrigger())
    ) throws -> Workflow {
        Workflow(
            path: path, name: name.map { located($0) }, runName: try runName.map { try template($0) },
            triggers: triggers,
            jobs: OrderedDictionary(uniqueKeysWithValues: jobs.map { ($0.id.content, $0) }))
    }
}

extension Workflow {
    var file: WorkflowFile { WorkflowFile(path: path, workflow: self, digest: "0123") }
}
