public import Core
public import OrderedCollections
import Workflows

extension DispatchInputs {
    /// Everything that is wrong with what a form sends, by input; the planner refuses at the first.
    public func problems(_ given: OrderedDictionary<String, Value>) -> [String: String] {
        var problems: [String: String] = [:]
        for definition in definitions {
            let name = definition.name.content
            if case .failure(let problem) = definition.value(for: given[name]) { problems[name] = problem.sentence }
        }
        return problems
    }
}
