import Glibc

extension ArtifactsError {
    /// Of the call that has just failed.
    static func system(_ action: String, _ path: String, error: Int32 = errno) -> ArtifactsError {
        ArtifactsError(
            error == ENOENT ? .notFound : .io, "cannot \(action) \(path): \(String(cString: strerror(error)))")
    }
}
