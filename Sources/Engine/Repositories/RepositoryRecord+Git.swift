import Core
import Git
import Store

extension RepositoryRecord {
    /// On this machine: no network between us and its refs.
    var isLocal: Bool { url.hasPrefix("/") || url.hasPrefix("file://") }

    /// `ssh://` takes the credential as the path of a key, `https://` as a token.
    var gitCredentials: Credentials? {
        guard let credential else { return nil }
        if url.hasPrefix("https://") || url.hasPrefix("http://") { return .token(user: "oauth2", credential) }
        return .sshKey(path: credential.reveal())
    }
}
