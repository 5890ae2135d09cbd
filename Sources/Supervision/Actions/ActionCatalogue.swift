import JobProtocol

/// The actions of a job, and what their phases have to do with each other.
final class ActionCatalogue {
    /// A phase that runs after all steps.
    struct Post {
        var step: StepPlan
        var frame: StepFrame
        var key: String
        /// Its `if`; nil = `always()`.
        var condition: String?
    }

    private var actions: [String: ActionPlan]
    private var posts: [Post] = []
    private var registered: Set<String> = []
    private var states: [String: [(name: String, value: String)]] = [:]
    private var counts: [String: Int] = [:]
    private var names: [String: String] = [:]

    init(_ actions: [String: ActionPlan]) {
        self.actions = actions
    }

    subscript(reference: String) -> ActionPlan? {
        get { actions[reference] }
        set { actions[reference] = newValue }
    }

    /// Whether something of this step runs before all steps. Not for local actions, as on GitHub: before the first step,
    /// nothing is checked out.
    func hasPre(_ step: StepPlan, depth: Int = 0) -> Bool {
        guard depth <= CompositeWork.maximumDepth, case .action(let reference, _) = step.work,
            let action = actions[reference], action.folder != nil
        else { return false }
        switch action.runs {
        case .javaScript(_, _, let pre, _, _, _): return pre != nil
        case .composite(let steps): return steps.contains { hasPre($0, depth: depth + 1) }
        case .docker: return false
        }
    }

    /// The `pre-if` of the action a step uses.
    func preCondition(of step: StepPlan) -> String? {
        guard case .action(let reference, _) = step.work,
            case .javaScript(_, _, _, let condition, _, _) = actions[reference]?.runs
        else { return nil }
        return condition
    }

    /// The first to come is the last to run; a second time changes nothing.
    func register(_ post: Post) {
        if registered.insert(post.key).inserted { posts.append(post) }
    }

    func nextPost() -> Post? { posts.popLast() }

    // MARK: State

    /// What the phases of one use of an action handed on so far.
    func state(_ key: String) -> [(name: String, value: String)] { states[key] ?? [] }

    func save(_ entries: [(name: String, value: String)], _ key: String) {
        states[key, default: []] += entries
    }

    // MARK: Names

    /// `github.action`: the step's id, or a name made of what it runs, with a number from the second one on.
    func name(of step: StepPlan, key: String) -> String {
        guard step.id.hasPrefix("__") else { return step.id }
        if let name = names[key] { return name }
        let name =
            switch step.work {
            case .builtIn(let name, _, _): "__" + Self.plain(name)
            case .action(let reference, _): "__" + Self.plain(ActionPlace(reference: reference).repository ?? "self")
            case .run, .wait, .waitAll, .cancel, .parallel: "__run"
            }
        let count = counts[name, default: 0] + 1
        counts[name] = count
        let numbered = count == 1 ? name : "\(name)_\(count)"
        names[key] = numbered
        return numbered
    }

    private static func plain(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}
