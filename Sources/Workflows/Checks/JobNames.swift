import Expressions
import OrderedCollections

/// The names that a job's expressions can refer to, in lower case; nil when only a run can tell, or what says so is broken.
struct JobNames {
    var needs: Set<String>?
    /// By id, with the step's place.
    var steps: [String: Int]?
    var matrix: Set<String>?

    /// - Parameters:
    ///   - node: of the job.
    ///   - reader: what read it.
    init(_ job: JobDefinition, _ node: YAMLNode?, _ reader: Reader) {
        if !reader.isBroken("needs", of: node) { needs = Set(job.needs.map { $0.content.lowercased() }) }
        if !reader.misspells(["steps"], in: node), !reader.jobsWithUnreadSteps.contains(job.id.content) {
            steps = reader.stepIDs[job.id.content] ?? [:]
        }
        if !reader.isBroken("strategy", of: node) { matrix = Self.properties(job.strategy?.matrix?.content) }
    }

    private static func properties(_ matrix: Matrix?) -> Set<String>? {
        switch matrix {
        case nil: return []
        case .template: return nil
        case .table(let dimensions, let include, _):
            var names = Set(dimensions.keys.map { $0.lowercased() })
            switch include {
            case nil: return names
            case .array(let elements):
                for element in elements {
                    guard case .object(let members) = element.content else { return nil }
                    names.formUnion(members.keys.map { $0.lowercased() })
                }
                return names
            default: return nil
            }
        }
    }
}
