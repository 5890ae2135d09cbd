import Core
import OrderedCollections

extension Reader {
    /// `read-all`, `write-all`, or a mapping of scopes to accesses.
    func readPermissions(_ node: YAMLNode) -> Located<Permissions>? {
        guard let pairs = node.mapping else { return readAllPermissions(node) }
        var scopes: OrderedDictionary<PermissionScope, Permissions.Access> = [:]
        for pair in pairs {
            guard let scope = PermissionScope(rawValue: pair.key.text ?? "") else {
                reportUnknown(pair.key, of: "'permissions'", known: PermissionScope.allCases.map(\.rawValue))
                continue
            }
            let access: Located<Permissions.Access>? = choice(
                pair.value, "the permission '\(scope.rawValue)'", of: scope.accesses)
            if let access { scopes[scope] = access.content }
        }
        return Located(.scopes(scopes), at: node.position)
    }

    private func readAllPermissions(_ node: YAMLNode) -> Located<Permissions>? {
        guard node.scalar != nil, !node.isNull else {
            reportType(node, .permissions, "'permissions'")
            return nil
        }
        guard let text = text(node, "'permissions'") else { return nil }
        switch text.content {
        case "read-all": return Located(.all(.read), at: node.position)
        case "write-all": return Located(.all(.write), at: node.position)
        default:
            report(
                .invalidValue, "'\(text.content)' is no value of 'permissions'",
                help: "Use read-all, write-all, {} for none, or a mapping such as 'contents: read'.",
                at: node.position)
            return nil
        }
    }
}
