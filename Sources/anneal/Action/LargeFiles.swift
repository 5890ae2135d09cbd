import Core
import Foundation

/// Git LFS, where the machine has it.
struct LargeFiles {
    let job: JobProcess
    let folder: String
    /// What opens the server, where the workspace's configuration does not say it; with the server's address.
    let authorization: (server: String, header: Secret)?

    func pull() throws {
        for program in ["git", "git-lfs"] where Programs.find(program, in: job) == nil {
            throw ActionFailure(
                "'lfs: true' needs \(program), and this machine has none: install it (apt-get install git-lfs), "
                    + "or remove 'lfs' to get the pointers of large files")
        }
        for arguments in [["lfs", "install", "--local"], ["lfs", "pull"]] {
            let code = try Programs.run("git", arguments, in: job, folder: folder, adding: variables)
            guard code == 0 else {
                throw ActionFailure("'git \(arguments.joined(separator: " "))' ended with exit code \(code)")
            }
        }
    }

    /// Configuration of these processes alone.
    private var variables: [String: String] {
        guard let authorization else { return [:] }
        // Behind what the job has configured in this way itself.
        let index = Int(job.environment["GIT_CONFIG_COUNT"].flatMap { UInt16($0) } ?? 0)
        return [
            "GIT_CONFIG_COUNT": "\(index + 1)",
            "GIT_CONFIG_KEY_\(index)": "http.\(authorization.server).extraheader",
            "GIT_CONFIG_VALUE_\(index)": "AUTHORIZATION: \(authorization.header.reveal())"
        ]
    }
}
