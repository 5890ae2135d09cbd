/// What stands behind `uses:` of a step.
public enum ActionReference: Hashable, Sendable {
    /// `actions/checkout@v4`: runs without anything being fetched for it.
    case builtIn(BuiltInAction, version: String)
    /// `./.github/actions/setup`: of the job's workspace. The path is without `./`.
    case local(path: String)
    /// `owner/repository/path@ref`; the path is empty for an action at the repository's root.
    case remote(owner: String, repository: String, path: String, ref: String)
    /// `docker://image`: the image.
    case docker(image: String)
}

extension ActionReference: CustomStringConvertible {
    /// As it is written; a built-in action in lower case.
    public var description: String {
        switch self {
        case .builtIn(let action, let version): version.isEmpty ? action.rawValue : "\(action.rawValue)@\(version)"
        case .local(let path): "./\(path)"
        case .remote(let owner, let repository, let path, let ref):
            "\(owner)/\(repository)\(path.isEmpty ? "" : "/" + path)@\(ref)"
        case .docker(let image): "docker://\(image)"
        }
    }

    /// Without what says which version it is.
    public var name: String {
        switch self {
        case .builtIn(let action, _): action.rawValue
        case .remote(let owner, let repository, let path, _):
            "\(owner)/\(repository)\(path.isEmpty ? "" : "/" + path)"
        case .local, .docker: description
        }
    }
}
