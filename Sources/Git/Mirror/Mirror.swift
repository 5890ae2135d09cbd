import CLibGit2
import Core

/// A bare repository that we keep of somebody's repository: fetched into, read from, checked out of.
///
/// All calls on one mirror run one after the other on its own thread. Whatever object the mirror has, it has with
/// everything it leads to. Nothing here runs a program, so hooks, filters and helpers named in a repository have no say.
///
/// A mirror is a copy: its writes are not synced to the disk one by one. One that a power cut has damaged may be
/// deleted and is fetched again.
public actor Mirror {
    /// Where it lies; absolute.
    public nonisolated let path: String

    private let executor: BlockingExecutor
    private var opened: Repository?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter path: absolute; made by the first call that needs the repository when there is nothing there.
    public init(at path: String) {
        self.path = path
        executor = BlockingExecutor(label: "anneal.mirror")
    }

    /// The repository, opened or made at the first call.
    func repository() throws -> Repository {
        if let opened { return opened }
        let repository = try Self.openOrCreate(path)
        opened = repository
        return repository
    }

    /// Lets go of open files and memory; the next call opens it again.
    public func close() {
        opened = nil
    }

    private static func openOrCreate(_ path: String) throws -> Repository {
        guard path.hasPrefix("/") else {
            throw GitError(.other, "a mirror needs an absolute path", context: path)
        }
        // An alternates file, through which workspaces read the mirror, knows no quoting for these.
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") }) else {
            throw GitError(.other, "a mirror's path has no control characters or quotes in it", context: path)
        }
        do {
            return try Repository(opening: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return try create(path)
        }
    }

    private static func create(_ path: String) throws(GitError) -> Repository {
        var options = git_repository_init_options()
        git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
        options.flags = GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
        var pointer: OpaquePointer?
        let result = git_repository_init_ext(&pointer, path, &options)
        guard result >= 0, let pointer else { throw .last(result, "make the mirror", context: path) }
        let repository = try Repository(adopting: pointer, path: path)
        let config = try Owned(git_config_free, "configure the mirror", context: path) {
            git_repository_config(&$0, repository.pointer)
        }
        // Workspaces and snapshots borrow objects that no reference holds: a stray `git gc` must not tidy them away.
        try check(git_config_set_int32(config.pointer, "gc.auto", 0), "configure the mirror", context: path)
        try check(
            git_config_set_string(config.pointer, "gc.pruneExpire", "never"), "configure the mirror", context: path)
        try check(
            git_config_set_string(config.pointer, "core.autocrlf", "false"), "configure the mirror", context: path)
        return repository
    }
}
