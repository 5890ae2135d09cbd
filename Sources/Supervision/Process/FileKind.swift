import CProcess
import Glibc

/// What lies at a path.
enum FileKind: Hashable {
    case regular
    case directory
    case link
    case other

    /// - Returns: nil when there is nothing.
    init?(at path: String, followingLinks: Bool) {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.init(mode: status.st_mode)
    }

    init(mode: mode_t) {
        if process_is_regular(mode) {
            self = .regular
        } else if process_is_directory(mode) {
            self = .directory
        } else if process_is_link(mode) {
            self = .link
        } else {
            self = .other
        }
    }
}
