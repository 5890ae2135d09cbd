import Expressions
import OrderedCollections

/// The names that a job's expressions can refer to, in lower case.
struct JobNames {
    var needs: Set<String>
    /// By id, with the step's place.
    var steps: [String: Int] = [:]
    /// Steps that could not be read may have had any id.
    var hasUnreadSteps: Bool
    /// nil when only a run can tell.
    var matrix: Set<String>?

    init(_ job: JobDefinition, hasUnreadSteps: Bool) {
        needs = Set(job.needs.map { $0.content.lowercased() })
        for (index, step) in job.steps.enumerated() {
            var named = [step]
            if case .parallel(let group) = step.work { named += group }
            for step in named where !step.id.hasPrefix("__") { steps[step.id.lowercased()] = index }
        }
        self.hasUnreadSteps = hasUnreadSteps
        matrix = Self.properties(job.strategy?.matrix?.content)
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
