/// The folder that holds caches and artifacts, shared by the server and the processes of jobs.
///
/// ```
/// lock                                   held while records are written or removed
/// next                                   the number of the next artifact
/// blobs/ab/SHA256                        content, immutable; compressed archives
/// temporary/                             what is being written
/// runs/RUN/NUMBER.json, NUMBER.blob      artifacts
/// caches/REPOSITORY/REF/VERSION/KEY.json, KEY.blob
/// ```
///
/// It is a folder and not a service, so that a job reaches it in the same way whether a server runs, has been killed, or
/// never was there (`anneal run`), and from a node that shares nothing but the file system.
///
/// Each record has a hard link to its blob: a blob with one name left belongs to nobody. A reader opens a blob before it
/// uses it, so what is removed meanwhile stays readable for it.
public struct Storage: Hashable, Sendable {
    public let path: String

    /// - Parameter path: absolute.
    public init(_ path: String) {
        self.path = path
    }

    var lock: String { path + "/lock" }
    var next: String { path + "/next" }
    var blobs: String { path + "/blobs" }
    var temporary: String { path + "/temporary" }
    var runs: String { path + "/runs" }
    var caches: String { path + "/caches" }
}
