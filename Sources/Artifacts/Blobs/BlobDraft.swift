import Glibc

/// Content that is written and belongs to no record yet; gone when nobody holds it any more.
final class BlobDraft: Sendable {
    let blob: Blob
    let path: String

    init(blob: Blob, path: String) {
        (self.blob, self.path) = (blob, path)
    }

    deinit { unlink(path) }
}
