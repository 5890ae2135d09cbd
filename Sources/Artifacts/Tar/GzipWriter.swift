import CZLib
import Glibc

/// A gzip file that is being written.
final class GzipWriter {
    private var file: gzFile?
    private let path: String

    /// - Parameter level: 0 (stored) to 9.
    init(_ path: String, level: Int) throws(ArtifactsError) {
        self.path = path
        file = gzopen(path, "wb\(level)")
        guard let file else { throw .system("write", path) }
        gzbuffer(file, 1 << 18)
    }

    deinit { if let file { gzclose(file) } }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ArtifactsError) {
        guard !bytes.isEmpty else { return }
        guard gzwrite(file, bytes.baseAddress, UInt32(bytes.count)) == Int32(bytes.count) else {
            throw .system("write", path)
        }
    }

    func finish() throws(ArtifactsError) {
        let result = gzclose(file)
        file = nil
        guard result == Z_OK else { throw .system("write", path) }
    }
}
