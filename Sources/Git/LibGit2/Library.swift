import CGitShims
import CLibGit2

/// libgit2's process-wide state, set up once before the first call.
enum Library {
    /// Throws what went wrong at set-up each time it is asked.
    static func start() throws(GitError) {
        if let failure { throw failure }
    }

    private static let failure: GitError? = {
        guard git_libgit2_init() > 0 else { return .last(-1, "initialise libgit2") }
        // What the machine's owner wrote into ~/.gitconfig (autocrlf, insteadOf, ignore files) must not change what a job sees.
        let levels = [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA
        ]
        for level in levels {
            let result = cgit_set_search_path(level.rawValue, "")
            if result < 0 { return .last(result, "shut out the machine's git configuration") }
        }
        // The check protects people whose git runs hooks and programs named in a repository's configuration.
        // We run neither, and the watched repositories often belong to a forge's or a colleague's account.
        let result = cgit_set_owner_validation(0)
        if result < 0 { return .last(result, "switch owner validation off") }
        let streams = cgit_connection_register()
        if streams < 0 { return .last(streams, "install stoppable sockets") }
        let agent = cgit_set_user_agent("anneal")
        return agent < 0 ? .last(agent, "set the user agent") : nil
    }()
}
