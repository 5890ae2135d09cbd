public import Core

extension ForgeEvent {
    /// The reference and commits of the event that this becomes; what is nil, the default branch stands for.
    public struct Place: Hashable, Sendable {
        /// Of `delete` the reference that is gone.
        public var ref: GitRef?
        public var before: CommitSHA?
        /// Of a pull request its head, which the merge reference has to contain.
        public var after: CommitSHA?

        public init(ref: GitRef? = nil, before: CommitSHA? = nil, after: CommitSHA? = nil) {
            self.ref = ref
            self.before = before
            self.after = after
        }
    }

    /// The event that it starts workflows as; nil when it starts none.
    public var eventKind: EventKind? {
        switch kind {
        case .push: .push
        case .activity(let kind): kind
        case .ping, .ignored: nil
        }
    }

    /// GitHub's table "Events that trigger workflows", as far as the body decides it.
    ///
    /// - Throws: ``WebhookError`` when the body does not say what the kind cannot do without.
    func checkedPlace() throws(WebhookError) -> Place {
        guard case .activity(let kind) = kind else { return place }
        let place = place
        switch kind.rawValue {
        case "create", "delete", "release", "merge_group":
            guard place.ref != nil else { throw incomplete(kind, "names no reference") }
        case _ where kind.isOfPullRequest:
            guard subject?.number != nil else { throw incomplete(kind, "has no number") }
            guard place.after != nil else { throw incomplete(kind, "names no head commit") }
        default: break
        }
        if let ref = place.ref, ref.name.hasPrefix("refs/"), let problem = RefName.problem(in: Array(ref.name.utf8)) {
            throw WebhookError(.wrongField, "The \(kind) event names a reference that git allows nobody: it \(problem)")
        }
        return place
    }

    public var place: Place {
        switch kind {
        case .push(let ref, let before, let after): Place(ref: ref, before: before, after: after)
        case .ping, .ignored: Place()
        case .activity(let kind): place(of: kind)
        }
    }

    private func place(of kind: EventKind) -> Place {
        switch kind.rawValue {
        case "create", "delete", "release": Place(ref: subject?.ref)
        case "deployment", "deployment_status", "merge_group": Place(ref: subject?.ref, after: subject?.sha)
        case _ where kind.isOfPullRequest: pullRequestPlace
        default: Place()
        }
    }

    /// A merged pull request has no merge to try any more: it runs on the branch it went to.
    private var pullRequestPlace: Place {
        guard let subject else { return Place() }
        let isMerged = subject.isMerged && subject.action == "closed"
        if isMerged, let target = subject.targetBranch {
            return Place(ref: .branch(target), after: subject.mergeSHA ?? subject.sha)
        }
        return Place(ref: subject.number.map { GitRef("refs/pull/\($0)/merge") }, after: subject.sha)
    }

    private func incomplete(_ kind: EventKind, _ problem: String) -> WebhookError {
        WebhookError(.missingField, "The \(kind) event \(problem)")
    }
}
