import Core
import OrderedCollections

extension Reader {
    /// GitHub's limit for the jobs that one matrix makes.
    static let maximumCombinations = 256

    /// What of a matrix can be seen without a run.
    func checkMatrix(
        _ dimensions: OrderedDictionary<String, TemplateValue>, _ include: TemplateValue?, _ exclude: TemplateValue?,
        _ position: SourcePosition
    ) {
        for (name, values) in dimensions { checkDuplicates(name, values) }
        checkSize(dimensions, position)
        if case .array(let entries)? = exclude { checkExclude(entries, dimensions, include) }
    }

    private func checkDuplicates(_ name: String, _ values: TemplateValue) {
        guard case .array(let elements) = values else { return }
        var seen: Set<Value> = []
        for element in elements {
            guard let value = element.content.literalValue, !seen.insert(value).inserted else { continue }
            report(
                .matrixMismatch, "the dimension '\(name)' has this value twice, and so every job of it",
                help: "Remove one of the two.", severity: .warning, at: element.position)
        }
    }

    private func checkSize(_ dimensions: OrderedDictionary<String, TemplateValue>, _ position: SourcePosition) {
        var count = 1
        for values in dimensions.values {
            // One that only a run knows may have a single value.
            guard case .array(let elements) = values else { continue }
            count *= max(elements.count, 1)
            guard count <= 1 << 20 else { break }
        }
        guard count > Self.maximumCombinations else { return }
        report(
            .impossibleMatrix, "the matrix has \(count) combinations, and may have \(Self.maximumCombinations)",
            help: "Split the job, or list the combinations under 'include'.",
            // What is excluded is subtracted only in the run.
            severity: .warning, at: position)
    }

    private func checkExclude(
        _ entries: [Located<TemplateValue>], _ dimensions: OrderedDictionary<String, TemplateValue>,
        _ include: TemplateValue?
    ) {
        for entry in entries {
            guard case .object(let members) = entry.content else { continue }
            for (name, value) in members {
                guard let values = dimensions.first(where: { $0.key.lowercased() == name.lowercased() })?.value else {
                    reportExclude(
                        "the matrix has no dimension '\(name)', so this excludes nothing",
                        suggestion(for: name, in: dimensions.keys), value.position)
                    continue
                }
                guard case .array(let elements) = values, !value.content.hasTemplate,
                    !elements.contains(where: { $0.content.hasTemplate || $0.content.covers(value.content) })
                else { continue }
                reportExclude(
                    "the dimension '\(name)' has no such value, so this excludes nothing", nil, value.position)
            }
        }
    }

    private func reportExclude(_ message: String, _ help: String?, _ position: SourcePosition) {
        report(.matrixMismatch, message, help: help ?? "Remove it.", severity: .warning, at: position)
    }
}

extension TemplateValue {
    fileprivate var hasTemplate: Bool { !isLiteral }

    /// The value, when nothing in it is interpolated.
    fileprivate var literalValue: Value? {
        switch self {
        case .literal(let value): return value
        case .template: return nil
        case .array(let elements):
            let values = elements.compactMap { $0.content.literalValue }
            return values.count == elements.count ? .array(values) : nil
        case .object(let members):
            let values = members.compactMapValues { $0.content.literalValue }
            return values.count == members.count ? .object(values) : nil
        }
    }

    /// Whether a value of the matrix fits one of `exclude`: an object may have more members.
    fileprivate func covers(_ other: TemplateValue) -> Bool {
        switch (self, other) {
        case (.literal(let left), .literal(let right)): left == right
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.content.covers($1.content) }
        case (.object(let left), .object(let right)):
            right.allSatisfy { key, value in left[key]?.content.covers(value.content) ?? false }
        default: false
        }
    }
}
