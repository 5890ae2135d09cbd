public import OrderedCollections

/// `permissions:`, the bounds of the job's own token.
public enum Permissions: Hashable, Sendable {
    /// `read-all` and `write-all`.
    case all(Access)
    /// What is not listed is ``Access/none``.
    case scopes(OrderedDictionary<PermissionScope, Access>)

    public enum Access: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case none, read, write

        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .none: 0
            case .read: 1
            case .write: 2
            }
        }
    }

    /// `write` includes `read`.
    public func access(to scope: PermissionScope) -> Access {
        switch self {
        case .all(let access): scope.accesses.filter { $0 <= access }.max() ?? .none
        case .scopes(let scopes): scopes[scope] ?? .none
        }
    }

    /// What is allowed by both: a called workflow never has more than its caller.
    public func limited(to other: Permissions) -> Permissions {
        .scopes(
            PermissionScope.allCases.reduce(into: [:]) { scopes, scope in
                let access = min(access(to: scope), other.access(to: scope))
                if access > .none { scopes[scope] = access }
            })
    }
}
