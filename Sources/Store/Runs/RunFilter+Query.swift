import Core
import GRDB

extension RunFilter {
    /// No index serves this filter for all repositories at once.
    var needsRepository: Bool {
        repository == nil && event == nil && !isAboutOpenRuns && (workflow != nil || ref != nil || conclusion != nil)
    }

    /// The ids of a page, the latest first. The index is named, not left to the planner's guess: it must never be one
    /// that reads over many other runs.
    func query(before cursor: RunID?, limit: Int) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments: StatementArguments = ["limit": limit]
        func add(_ column: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append("\(column) = :\(column)")
            arguments += [column: value]
        }
        add("repository", repository?.rawValue)
        add("workflow_path", workflow)
        add("ref", ref?.name)
        add("conclusion", conclusion?.rawValue)
        add("event", event?.rawValue)
        add("state", state?.rawValue)
        if isAboutOpenRuns { conditions.append("state <> 'completed'") }
        if isOpen == false { conditions.append("state = 'completed'") }
        conditions.append("id < :cursor")
        arguments += ["cursor": cursor?.rawValue ?? .max]
        let indexed = index.map { " INDEXED BY \($0)" } ?? ""
        let condition = conditions.joined(separator: " AND ")
        return ("SELECT id FROM runs\(indexed) WHERE \(condition) ORDER BY id DESC LIMIT :limit", arguments)
    }

    private var isAboutOpenRuns: Bool { isOpen == true || (state != nil && state != .completed) }

    private var index: String? {
        if event != nil { return "runs_by_event" }
        if isAboutOpenRuns { return "runs_open" }
        guard repository != nil else { return nil }
        let columns = [workflow.map { _ in "workflow" }, ref.map { _ in "ref" }, conclusion.map { _ in "conclusion" }]
            .compactMap { $0 }
        return "runs_by_" + (columns.isEmpty ? "repository" : columns.joined(separator: "_"))
    }
}
