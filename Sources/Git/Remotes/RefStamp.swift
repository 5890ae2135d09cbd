public import Core
import Glibc

/// What the file system says of a local repository's refs, without reading one: as long as it stays the same, no ref moved.
///
/// Git replaces the file of a ref, and so changes the folder that it lies in. Times are the kernel's and as coarse as its
/// clock: a stamp is only given when everything in it is older than that by far.
public struct RefStamp: Hashable, Sendable {
    private var digest: Int

    /// Entries below `refs`; a repository that has more of them loose is read instead.
    private static let maximumEntries = 4096
    /// The kernel's clock ticks every 1 to 10 ms; file systems of other kinds count whole seconds.
    private static let settled = 3

    /// - Parameters:
    ///   - url: of a repository on this machine.
    ///   - now: what "new" is counted from.
    /// - Returns: nil for every other one, for one whose refs are kept in another way, and while anything in it is new.
    public init?(of url: String, at now: Timestamp) {
        guard let url = try? RemoteURL(url), case .local(let path) = url.kind else { return nil }
        let inner = path + "/.git"
        let folder = access(inner, F_OK) == 0 ? inner : path
        var look = Look(youngest: Int(now.milliseconds / 1000) - Self.settled, left: Self.maximumEntries)
        // In a worktree `.git` is a file, and the refs are elsewhere.
        guard look.take(folder + "/HEAD", isRequired: true), look.take(folder + "/packed-refs", isRequired: false),
            look.takeAll(below: folder + "/refs")
        else { return nil }
        digest = look.hasher.finalize()
    }

    private struct Look {
        var youngest: Int
        var left: Int
        var hasher = Hasher()

        mutating func take(_ path: String, isRequired: Bool) -> Bool {
            var status = stat()
            guard stat(path, &status) == 0 else {
                hasher.combine(path)
                return !isRequired && errno == ENOENT
            }
            return take(status, path)
        }

        mutating func take(_ status: stat, _ path: String) -> Bool {
            hasher.combine(path)
            hasher.combine(status.st_ino)
            hasher.combine(status.st_size)
            for time in [status.st_mtim, status.st_ctim] {
                hasher.combine(time.tv_sec)
                hasher.combine(time.tv_nsec)
                guard time.tv_sec < youngest else { return false }
            }
            return true
        }

        mutating func takeAll(below path: String) -> Bool {
            guard take(path, isRequired: true), let folder = opendir(path) else { return false }
            defer { closedir(folder) }
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                left -= 1
                guard left > 0 else { return false }
                let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
                let child = path + "/" + name
                guard isFolder ? takeAll(below: child) : take(child, isRequired: false) else { return false }
            }
            return true
        }
    }
}
