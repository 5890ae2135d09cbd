import Core
import Crypto
import Glibc

/// One digest for the contents of several files, for a cache's key.
public enum FileDigest {
    /// - Returns: nil when no file is chosen.
    public static func of(_ patterns: [PathPattern]) throws -> String? {
        let search = FileSearch(patterns: patterns, followsLinks: false, includesHidden: true)
        var files: Set<[[UInt8]]> = []
        for pattern in patterns where !pattern.isExclusion {
            for found in try search.run(from: pattern.root) where found.status.st_mode & S_IFMT == S_IFREG {
                files.insert(found.path)
            }
        }
        guard !files.isEmpty else { return nil }
        var whole = SHA256()
        for file in files.sorted(by: { $0.joined.lexicographicallyPrecedes($1.joined) }) {
            let descriptor = open(file.systemPath, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { throw ArtifactsError.system("read", file.text) }
            defer { close(descriptor) }
            let digest = try BlobStore.measure(descriptor, file.text).digest
            whole.update(data: Array(digest.utf8))
        }
        return whole.finalize().hexadecimal
    }
}
