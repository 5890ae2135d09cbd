import Core
import Crypto
import Workflows

/// Tokens of jobs for our API: random, known to the database by their digest, dead when the attempt ends.
public enum JobTokenMaker {
    /// Where a job finds it: `secrets.GITHUB_TOKEN`, which the supervisor also makes `github.token` and `ANNEAL_TOKEN`.
    public static let secretName = "GITHUB_TOKEN"

    /// What tells it from other tokens, for people and for scanners that look for leaked ones.
    public static let prefix = "anneal_job_"

    /// Without `permissions:` a job may read what belongs to its repository, and change nothing.
    static let defaultPermissions = Permissions.all(.read)

    static func make() -> Secret {
        var random = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in random.next() }
        let digits = words.map { word in
            let hex = String(word, radix: 16)
            return String(repeating: "0", count: 16 - hex.count) + hex
        }
        return Secret(prefix + digits.joined())
    }

    static func digest(_ token: String) -> String {
        SHA256.hash(data: Array(token.utf8)).hexadecimal
    }

    /// As on GitHub, a pull request from elsewhere gets to read at most, whatever its workflow file says.
    static func permissions(_ wanted: Permissions?, event: Event) -> [String: String] {
        var permissions = wanted ?? defaultPermissions
        if event.isFromFork { permissions = permissions.limited(to: .all(.read)) }
        return PermissionScope.allCases.reduce(into: [:]) { all, scope in
            let access = permissions.access(to: scope)
            if access > .none { all[scope.rawValue] = access.rawValue }
        }
    }
}
