import Core
import Foundation
import Git

/// Submodules, each as a repository of its own within the folder that its superproject left for it.
struct SubmoduleCheckout {
    let job: JobProcess
    let request: CheckoutRequest

    /// More is a circle: a repository that has itself as a submodule.
    private static let deepest = 16

    /// What the superproject's configuration says of them.
    func configuration(
        at sha: CommitSHA, of mirror: Mirror, origin: String
    ) async throws -> [(name: String, url: RemoteURL)] {
        try await submodules(at: sha, of: mirror, origin: origin).map { ($0.submodule.name, $0.url) }
    }

    private func submodules(
        at sha: CommitSHA, of mirror: Mirror, origin: String
    ) async throws -> [(submodule: Submodule, url: RemoteURL)] {
        let base = try RemoteURL(origin)
        return try await mirror.submodules(at: sha).map { submodule in
            guard let url = submodule.url else {
                throw ActionFailure("the submodule at '\(submodule.path)' has no URL in .gitmodules")
            }
            return (submodule, try base.submodule(url))
        }
    }

    func checkOut(
        at sha: CommitSHA, of mirror: Mirror, origin: String, into folder: String, depth: Int
    ) async throws {
        guard depth <= Self.deepest else {
            throw ActionFailure("submodules are more than \(Self.deepest) deep in each other")
        }
        for (submodule, url) in try await submodules(at: sha, of: mirror, origin: origin) {
            guard let path = String(validating: submodule.path.bytes, as: UTF8.self) else {
                throw ActionFailure("the path of the submodule '\(submodule.path)' is not UTF-8")
            }
            let inner = try await CheckoutSource.fetched(url.text, request(for: url, of: origin), job)
            guard try await inner.contains(submodule.commit) else {
                throw ActionFailure(
                    "the submodule '\(submodule.name)' is at \(submodule.commit.short), which no branch or tag of \(url.text) has"
                )
            }
            var options = CheckoutOptions(clean: request.clean, origin: url.text)
            options.depth = request.depth
            if request.submodules == .recursive {
                options.submodules = try await configuration(at: submodule.commit, of: inner, origin: url.text)
            }
            let target = "\(folder)/\(path)"
            _ = try await inner.checkout(submodule.commit, to: target, options: options)
            job.say("Checked out the submodule \(path) at \(submodule.commit.short)")
            if request.submodules == .recursive {
                try await checkOut(
                    at: submodule.commit, of: inner, origin: url.text, into: target, depth: depth + 1)
            }
        }
    }

    /// The token goes to the superproject's own server and to no other.
    private func request(for url: RemoteURL, of origin: String) throws -> CheckoutRequest {
        var request = request
        if case .http(let host) = url.kind, case .http(let own) = try RemoteURL(origin).kind, host == own {
            return request
        }
        request.token = nil
        return request
    }
}
