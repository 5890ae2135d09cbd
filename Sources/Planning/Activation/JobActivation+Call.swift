import Core
import Expressions
import OrderedCollections
import Workflows

extension JobActivation {
    /// `with`, evaluated; values keep their types.
    func values(of call: WorkflowCall) throws(PlanningError) -> CallValues {
        var contexts = self.contexts
        let name = try JobName(definition: definition, matrix: job.matrix, strategy: job.strategy).resolved(
            in: contexts)
        contexts["strategy"] = job.strategy.context
        contexts["matrix"] = job.matrix ?? .null
        let scope = Scope(contexts: contexts)
        var values: OrderedDictionary<String, Value> = [:]
        for argument in call.arguments {
            let key = argument.name.content
            do throws(ExpressionError) {
                values[key] = try argument.value.content.evaluate(in: scope)
            } catch {
                throw PlanningError(
                    .expression, "jobs.\(job.id).with.\(key) cannot be evaluated: \(error)",
                    at: argument.value.position)
            }
        }
        return CallValues(
            name: name, values: values, contexts: contexts,
            claim: try definition.concurrency?.content.claim("jobs.\(job.id).concurrency", in: scope),
            permissions: permissions, position: call.reference.position)
    }
}
