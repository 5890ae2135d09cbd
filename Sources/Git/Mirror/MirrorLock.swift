import Glibc

/// Keeps two processes from changing one mirror at the same time. The kernel gives it back when its holder is killed,
/// so whoever holds it knows that lock files of git lying about are left over, and removes them.
final class MirrorLock {
    private let descriptor: Int32

    init(on path: String) throws(GitError) {
        let file = path + "/anneal.lock"
        let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        descriptor = opened
        guard opened >= 0 else { throw .system(errno, "open the mirror's lock", context: file) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw .system(errno, "lock the mirror", context: file)
            }
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
