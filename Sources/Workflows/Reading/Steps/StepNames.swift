import Core

/// The ids of a job's steps: those that their author gave, and those that are made for the others as GitHub makes them.
struct StepNames {
    private var lines: [String: Int] = [:]
    private var counts: [String: Int] = [:]
    private var background: [String: Bool] = [:]

    /// - Returns: the line of an earlier step with the same id; nil when this one is the first.
    mutating func claim(_ id: Located<String>, isBackground: Bool) -> Int? {
        let key = id.content.lowercased()
        if let line = lines[key] { return line }
        lines[key] = id.position.line
        background[key] = isBackground
        return nil
    }

    /// nil when there is no such step so far.
    func isBackground(_ id: String) -> Bool? { background[id.lowercased()] }

    var backgroundIDs: [String] { background.filter(\.value).keys.sorted() }

    /// `__run`, `__run_2`, `__actions_checkout`, …: no author may write an id that begins so.
    mutating func next(_ base: String) -> String {
        let name = "__" + String(base.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
        let count = counts[name, default: 0] + 1
        counts[name] = count
        return count == 1 ? name : "\(name)_\(count)"
    }
}
