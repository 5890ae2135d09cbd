import Core
import Foundation
import Git

/// The inputs of `actions/checkout`, checked.
struct CheckoutRequest {
    enum Submodules { case none, direct, recursive }

    /// `owner/name`; nil = the job's own.
    var repository: String?
    var server: String?
    /// nil = what started the run, or another repository's default branch.
    var ref: String?
    /// Absolute, within the workspace.
    var folder: String
    var clean: Bool
    var depth: Int?
    var fetchesTags: Bool
    var submodules: Submodules
    var usesLFS: Bool
    var sparse: SparseRules?
    var token: Secret?
    var persistsCredentials: Bool
    var showsProgress: Bool

    init(_ job: JobProcess) throws {
        for name in ["ssh-key", "ssh-known-hosts"] where !job.input(name).isEmpty {
            throw ActionFailure(
                "the input '\(name)' is not supported: give the repository its key with 'anneal repo add', or use 'token'"
            )
        }
        let named = job.input("repository")
        let isOwn = named.isEmpty || named.lowercased() == job.github("repository")?.lowercased()
        repository = isOwn ? nil : named
        let server = job.input("github-server-url")
        self.server = server.isEmpty || server == job.github("server_url") ? nil : server
        let ref = job.input("ref")
        self.ref = ref.isEmpty ? nil : ref
        folder = try Self.folder(job.input("path"), in: job.workspace)
        clean = try job.flag("clean", default: true)
        // The history is here anyway: it is cut only for who asks for it.
        let depth = try job.number("fetch-depth", in: 0...Int(Int32.max), default: 0)
        self.depth = depth == 0 ? nil : depth
        fetchesTags = try job.flag("fetch-tags", default: false)
        switch job.input("submodules").lowercased() {
        case "", "false": submodules = .none
        case "true": submodules = .direct
        case "recursive": submodules = .recursive
        case let text: throw ActionFailure("the input 'submodules' is true, false or recursive, not '\(text)'")
        }
        usesLFS = try job.flag("lfs", default: false)
        let lines = job.lines("sparse-checkout")
        sparse =
            lines.isEmpty
            ? nil : try SparseRules(lines, isCone: try job.flag("sparse-checkout-cone-mode", default: true))
        let token = job.input("token")
        // The job's own token opens this server's API and nothing else.
        let isOwnToken = [job.environment["ANNEAL_TOKEN"], job.environment["GITHUB_TOKEN"]].contains(token)
        self.token = token.isEmpty || isOwnToken ? nil : Secret(token)
        persistsCredentials = try job.flag("persist-credentials", default: true)
        showsProgress = try job.flag("show-progress", default: true)
        // Workspaces belong to who runs the job, so that git finds nothing to object to.
        _ = try job.flag("set-safe-directory", default: true)
    }

    private static func folder(_ path: String, in workspace: String) throws(ActionFailure) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        if parts.isEmpty && !path.hasPrefix("/") { return workspace }
        if path.hasPrefix(workspace + "/"), !parts.contains("..") { return path }
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            throw ActionFailure("the path '\(path)' has to be within the workspace")
        }
        return workspace + "/" + parts.joined(separator: "/")
    }

    /// For requests to the server that the token is meant for.
    func authorization(for url: RemoteURL) -> Secret? {
        guard let token, case .http = url.kind else { return nil }
        return Secret("basic " + Data("x-access-token:\(token.reveal())".utf8).base64EncodedString())
    }

    func credentials(for url: RemoteURL) -> Credentials? {
        guard let token, case .http = url.kind else { return nil }
        return .token(user: "x-access-token", token)
    }
}
