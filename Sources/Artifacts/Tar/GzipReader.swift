import CZLib
import Glibc

/// A gzip file that is being read.
final class GzipReader {
    private let file: gzFile
    private let name: String

    /// - Parameters:
    ///   - descriptor: taken over.
    ///   - name: for messages.
    init(_ descriptor: Int32, name: String) throws(ArtifactsError) {
        self.name = name
        guard let file = gzdopen(descriptor, "rb") else {
            close(descriptor)
            throw .system("read", name)
        }
        self.file = file
        gzbuffer(file, 1 << 18)
    }

    deinit { gzclose(file) }

    /// - Returns: how many bytes were there; fewer than there is room for only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArtifactsError) -> Int {
        let count = gzread(file, buffer.baseAddress, UInt32(buffer.count))
        var code: Int32 = 0
        _ = gzerror(file, &code)
        // A file that ends too early gives what it has and says Z_BUF_ERROR.
        guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
            throw ArtifactsError(.corrupt, "\(name) is damaged: it cannot be decompressed")
        }
        return Int(count)
    }
}
