import Actions
import Core
import Crypto
import Foundation
import Git
import JobProtocol
import Workflows

/// What is to be checked out: a commit of a mirror.
struct CheckoutSource {
    var mirror: Mirror
    var url: String
    var sha: CommitSHA
    /// The branch or tag; nil for a commit.
    var ref: GitRef?

    static func find(_ request: CheckoutRequest, _ job: JobProcess) async throws -> CheckoutSource {
        guard let repository = request.repository else { return try await own(request, job) }
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, ActionLock.Entry(owner: parts[0], repository: parts[1], ref: "HEAD").isFetchable else {
            throw ActionFailure("the input 'repository' has to be owner/name, not '\(repository)'")
        }
        let (owner, name) = (parts[0], parts[1])
        let sources: ActionSources
        if let server = request.server {
            sources = try ActionSources(["\(server)/{owner}/{repo}"])
        } else {
            sources = try ActionSources(try job.storage().sources)
        }
        var failures: [GitError] = []
        for url in sources.urls(owner: owner, repository: name) {
            do {
                let mirror = try await fetched(url, request, job)
                return try await resolved(request.ref ?? "HEAD", mirror, url)
            } catch let error as GitError {
                failures.append(error)
            }
        }
        throw ActionFailure(
            "the repository '\(repository)' can't be had: \(failures.map(\.description).joined(separator: "; ")). "
                + "'actions.sources' says where to look, and 'token' opens what is not public",
            isTransient: failures.contains { $0.code.isTransient })
    }

    /// The mirror of another repository, brought up to date.
    static func fetched(_ url: String, _ request: CheckoutRequest, _ job: JobProcess) async throws -> Mirror {
        let remote = try RemoteURL(url)
        let digest = SHA256.hash(data: Data(url.utf8)).prefix(16).hexadecimal
        let mirror = Mirror(at: "\(try job.storage().mirrors)/\(digest).git")
        if request.showsProgress { job.say("Fetching \(remote.text)") }
        _ = try await Patience().attempt {
            try await mirror.fetch(from: url, credentials: request.credentials(for: remote))
        }
        return mirror
    }

    private static func own(_ request: CheckoutRequest, _ job: JobProcess) async throws -> CheckoutSource {
        guard let source = job.plan.source else {
            throw ActionFailure("this run has no commit to check out: name one with 'repository' and 'ref'")
        }
        let mirror = Mirror(at: source.mirror)
        guard let wanted = request.ref else {
            return CheckoutSource(mirror: mirror, url: source.url, sha: source.sha, ref: source.ref)
        }
        return try await resolved(wanted, mirror, source.url)
    }

    private static func resolved(_ wanted: String, _ mirror: Mirror, _ url: String) async throws -> CheckoutSource {
        guard let sha = try await mirror.resolve(wanted) else {
            throw ActionFailure("there is no branch, tag or commit '\(wanted)' in \(try RemoteURL(url).text)")
        }
        var candidates = [GitRef(wanted), .branch(wanted), .tag(wanted)]
        if wanted == "HEAD", let branch = try await mirror.defaultBranch() { candidates = [branch] }
        for candidate in candidates where try await mirror.target(of: candidate)?.commit == sha {
            return CheckoutSource(mirror: mirror, url: url, sha: sha, ref: candidate)
        }
        return CheckoutSource(mirror: mirror, url: url, sha: sha, ref: nil)
    }
}
