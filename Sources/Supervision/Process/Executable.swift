import Glibc

/// Finds commands as a shell does.
enum Executable {
    /// The path of a command: as it stands when it has a slash, else searched for in `path`. nil when there is none.
    static func find(_ name: String, path: String, directory: String) -> String? {
        if name.contains("/") {
            let full = name.hasPrefix("/") ? name : directory + "/" + name
            return isExecutable(full) ? full : nil
        }
        for folder in path.split(separator: ":", omittingEmptySubsequences: true) {
            let candidate = (folder.hasPrefix("/") ? String(folder) : directory + "/" + folder) + "/" + name
            if isExecutable(candidate) { return candidate }
        }
        return nil
    }

    private static func isExecutable(_ path: String) -> Bool {
        FileKind(at: path, followingLinks: true) == .regular && access(path, X_OK) == 0
    }
}
