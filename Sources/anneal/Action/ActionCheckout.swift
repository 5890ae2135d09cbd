import ArgumentParser
import Core
import Foundation
import Git
import JobProtocol

/// `actions/checkout`
struct ActionCheckout: BuiltInCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkout", abstract: "What 'uses: actions/checkout' runs.", shouldDisplay: false)

    @OptionGroup var phase: PhaseOptions

    func perform(_ job: JobProcess) async throws {
        let request = try CheckoutRequest(job)
        let source = try await CheckoutSource.find(request, job)
        var options = CheckoutOptions(clean: request.clean, origin: source.url)
        options.depth = request.depth
        options.includesTags = request.fetchesTags
        options.sparse = request.sparse
        let authorization = request.authorization(for: try RemoteURL(source.url))
        if let authorization {
            job.mask(String(authorization.reveal().dropFirst("basic ".count)))
            if request.persistsCredentials {
                options.authorization = authorization
                // First of all: whatever fails from here on, what is written is taken out again.
                try job.saveState("folder", request.folder)
            }
        }
        let submodules = SubmoduleCheckout(job: job, request: request)
        if request.submodules != .none {
            options.submodules = try await submodules.configuration(
                at: source.sha, of: source.mirror, origin: source.url)
        }
        let report = try await source.mirror.checkout(
            source.sha, ref: source.ref, to: request.folder, options: options)
        if request.submodules != .none {
            try await submodules.checkOut(
                at: source.sha, of: source.mirror, origin: source.url, into: request.folder, depth: 1)
        }
        if request.usesLFS {
            let header = request.persistsCredentials ? nil : authorization
            try LargeFiles(
                job: job, folder: request.folder,
                authorization: header.map { (Self.server(of: source.url), $0) }
            ).pull()
        }
        try job.setOutput("ref", source.ref?.name ?? "")
        try job.setOutput("commit", source.sha.hex)
        job.say(
            "Checked out \(source.ref?.short ?? source.sha.hex) at \(source.sha.short) (\(report.files) file\(report.files == 1 ? "" : "s")"
                + (request.sparse == nil ? "" : ", sparse") + ")")
    }

    /// `https://host:port/`
    private static func server(of url: String) -> String {
        url.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/") + "/"
    }

    /// Takes the credentials out of the workspace again.
    func performAfter(_ job: JobProcess) async throws {
        let folder = job.state("folder")
        guard !folder.isEmpty else { return }
        let path = folder + "/.git/config"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.lowercased().filter { !$0.isWhitespace }.hasPrefix("extraheader=")
        }
        try Data(kept.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
