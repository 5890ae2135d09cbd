import ArgumentParser
import Core
import Foundation
import Git

/// `actions/checkout`, run by the supervisor as a process of its own.
struct ActionCheckout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkout", abstract: "What 'uses: actions/checkout' runs.", shouldDisplay: false)

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        func need(_ name: String) throws -> String {
            guard let value = environment[name], !value.isEmpty else {
                throw Failure.couldNotRun("\(name) is not set: this command is run by a job's supervisor")
            }
            return value
        }
        let mirror = Mirror(at: try need("ANNEAL_MIRROR"))
        let workspace = try need("GITHUB_WORKSPACE")
        guard let planned = CommitSHA(try need("ANNEAL_SOURCE_SHA")) else {
            throw Failure.couldNotRun("ANNEAL_SOURCE_SHA is not a commit")
        }
        var sha = planned
        var ref = environment["ANNEAL_SOURCE_REF"].flatMap { $0.isEmpty ? nil : GitRef($0) }
        do {
            if let wanted = environment["INPUT_REF"], !wanted.isEmpty {
                guard let resolved = try await mirror.resolve(wanted) else {
                    throw Failure.couldNotRun("actions/checkout: there is no branch, tag or commit '\(wanted)'")
                }
                sha = resolved
                let candidates = [GitRef(wanted), .branch(wanted), .tag(wanted)]
                ref = nil
                for candidate in candidates where try await mirror.target(of: candidate)?.commit == resolved {
                    ref = candidate
                    break
                }
            }
            let target = try Self.target(environment["INPUT_PATH"], in: workspace)
            let report = try await mirror.checkout(
                sha, ref: ref, to: target,
                options: CheckoutOptions(
                    clean: environment["INPUT_CLEAN"] != "false", origin: environment["ANNEAL_SOURCE_URL"]))
            print("Checked out \(ref?.short ?? sha.hex) at \(sha.short) (\(report.files) files)")
        } catch let error as GitError {
            print("::error::\(error.description)")
            throw ExitCode(1)
        }
    }

    /// `path:` stays within the workspace.
    private static func target(_ path: String?, in workspace: String) throws -> String {
        guard let path, !path.isEmpty, path != "." else { return workspace }
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw Failure.couldNotRun("actions/checkout: path '\(path)' has to be within the workspace")
        }
        return workspace + "/" + path
    }
}
