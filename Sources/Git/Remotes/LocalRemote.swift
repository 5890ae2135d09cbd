import CLibGit2
import Core

/// A repository on this machine. It is read directly: libgit2's own local transport packs whole trees for a push of one commit.
struct LocalRemote {
    let repository: Repository

    init(path: String) throws(GitError) {
        repository = try Repository(opening: path)
    }

    func state(extra: [GitRef: GitRef] = [:]) throws(GitError) -> RemoteState {
        var state = try repository.remoteState()
        for (name, ours) in extra where name.isValid && ours.isValid {
            state.references[ours] = try repository.target(name)
        }
        return state
    }

    /// Copies what `references` lead to and the mirror lacks.
    func copy(_ targets: some Sequence<RefTarget>, into mirror: Repository) throws {
        var copier = ObjectCopier(from: repository, to: mirror)
        try copier.copy(targets.map { try ObjectID($0.object) })
    }
}
