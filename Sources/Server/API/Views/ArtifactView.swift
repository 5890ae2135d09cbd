import Artifacts
import Core

/// An artifact of a run.
struct ArtifactView: Encodable, Sendable {
    var id: Int64
    var run: RunID
    var job: JobID
    var attempt: Int
    var name: String
    var files: Int
    var size: Int64
    var archiveSize: Int64
    var digest: String
    var createdAt: Timestamp
    var expiresAt: Timestamp

    init(_ record: ArtifactRecord) {
        id = record.id
        run = record.run
        job = record.job
        attempt = record.runAttempt
        name = record.name
        files = record.files
        size = record.size
        archiveSize = record.blob.size
        digest = record.blob.digest
        createdAt = record.createdAt
        expiresAt = record.expiresAt
    }
}
