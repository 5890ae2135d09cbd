import Core
import Expressions
import OrderedCollections

extension Reader {
    /// Amounts by name; each a number, a quantity such as `8Gi` or `500m`, or an expression.
    func readResources(_ node: YAMLNode) -> OrderedDictionary<String, Located<Template>> {
        var resources: OrderedDictionary<String, Located<Template>> = [:]
        for pair in mapping(node, "'resources'") ?? [] {
            guard let name = text(pair.key, "a resource's name"),
                let amount = fullTemplate(pair.value, "'\(name.content)'", at: .jobName)
            else { continue }
            if let literal = amount.literal, Quantity(parsing: literal) == nil {
                report(
                    .invalidValue, "'\(literal.prefix(40))' is no amount of '\(name.content)'",
                    help: "Write a number above 0, as in 1, 0.5, 500m, 8Gi or 16G.", at: pair.value.position)
                continue
            }
            resources[name.content] = amount
        }
        return resources
    }
}
