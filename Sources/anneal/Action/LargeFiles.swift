import Foundation

/// Git LFS, where the machine has it.
struct LargeFiles {
    let job: JobProcess
    let folder: String

    func pull() throws {
        for program in ["git", "git-lfs"] where Programs.find(program, in: job) == nil {
            throw ActionFailure(
                "'lfs: true' needs \(program), and this machine has none: install it (apt-get install git-lfs), "
                    + "or remove 'lfs' to get the pointers of large files")
        }
        for arguments in [["lfs", "install", "--local"], ["lfs", "pull"]] {
            let code = try Programs.run("git", arguments, in: job, folder: folder)
            guard code == 0 else {
                throw ActionFailure("'git \(arguments.joined(separator: " "))' ended with exit code \(code)")
            }
        }
    }
}
