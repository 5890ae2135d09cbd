import Core
import Expressions
import JobProtocol

/// One `problemMatcher`: patterns that lines of the output have to match one after the other.
struct ProblemMatcher {
    struct Pattern {
        var expression: LinePattern
        /// Numbers of the groups that hold what its name says.
        var groups: [Field: Int]
        var isLoop: Bool
    }

    enum Field: String, CaseIterable {
        case file, fromPath, line, column, severity, code, message
    }

    let owner: String
    let severity: String?
    let patterns: [Pattern]

    private static let maximumPatterns = 16

    /// - Throws: ``SupervisionError``; of code `machine` when a regular expression has what is not known here.
    init(_ value: Value) throws {
        guard let owner = value["owner"]?.string, !owner.isEmpty else {
            throw SupervisionError(.commandFile, "a matcher has no `owner`")
        }
        guard let patterns = value["pattern"]?.array, !patterns.isEmpty, patterns.count <= Self.maximumPatterns else {
            throw SupervisionError(
                .commandFile, "the matcher `\(owner)` needs 1 to \(Self.maximumPatterns) entries in `pattern`")
        }
        self.owner = owner
        severity = value["severity"]?.string
        self.patterns = try patterns.map { pattern in
            guard let text = pattern["regexp"]?.string else {
                throw SupervisionError(.commandFile, "a pattern of the matcher `\(owner)` has no `regexp`")
            }
            var groups: [Field: Int] = [:]
            for field in Field.allCases {
                guard let number = pattern[field.rawValue]?.coercedNumber, number > 0, number < 100 else { continue }
                groups[field] = Int(number)
            }
            do {
                return Pattern(
                    expression: try LinePattern(text), groups: groups, isLoop: pattern["loop"] == .bool(true))
            } catch let error as SupervisionError {
                throw SupervisionError(.machine, "the matcher `\(owner)` is left out: \(error)")
            }
        }
    }
}
