import Core
import Expressions
import Foundation
import OrderedCollections

/// Expressions evaluated over and over, parsed each time and parsed once.
struct ExpressionsBenchmark {
    struct Answer: Encodable {
        var parsedAndEvaluated: Double
        var evaluated: Double
    }

    private let texts: [String]
    private let scope: Scope
    private let names: Set<String>

    /// - Parameter file: JSON with `expressions` and `contexts`.
    init(file: String) throws {
        let value = try Value(json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        guard case .array(let texts)? = value["expressions"], let contexts = value["contexts"]?.object else {
            throw Problem("\(file): expressions and contexts are missing")
        }
        self.texts = texts.compactMap(\.string)
        scope = Scope(contexts: Dictionary(contexts.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 }))
        names = Set(contexts.keys)
    }

    func run(count: Int) throws -> Answer {
        let clock = ContinuousClock()
        let parsedAndEvaluated = try clock.measure {
            for number in 0..<count {
                _ = try Expression(parsing: texts[number % texts.count], contexts: names).evaluate(in: scope)
            }
        }
        let expressions = try texts.map { try Expression(parsing: $0, contexts: names) }
        let evaluated = try clock.measure {
            for number in 0..<count { _ = try expressions[number % expressions.count].evaluate(in: scope) }
        }
        return Answer(
            parsedAndEvaluated: parsedAndEvaluated.inMilliseconds / 1000,
            evaluated: evaluated.inMilliseconds / 1000)
    }
}
