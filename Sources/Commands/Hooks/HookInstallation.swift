/// Putting our `post-receive` into a repository, for callers that know the spool folder themselves.
public enum HookInstallation {
    /// Keeps a hook that is there already as `post-receive.local`. Doing it twice is harmless.
    public static func install(in repository: String, spool: String) throws {
        _ = try PostReceiveHook(folder: GitFolder(repository).hooks).install(spool: spool)
    }
}
