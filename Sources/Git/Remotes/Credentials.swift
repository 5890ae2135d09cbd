public import Core

/// What opens a remote repository.
public enum Credentials: Sendable {
    /// For `https://`. Forges take any user name beside a token; GitHub's habit is `x-access-token`, GitLab's `oauth2`.
    case token(user: String, Secret)
    /// For `ssh://`: the path of a private key without passphrase; its public half lies beside it as `PATH.pub`.
    case sshKey(path: String)
}
