import CProcess
import Glibc

/// An open file that closes itself; every call retries what a signal interrupted.
final class OpenFile: Sendable {
    let path: String
    let descriptor: Int32

    /// - Parameter flags: as for open(2); close-on-exec and no-follow are added.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(JobProtocolError) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw .io("open", path) }
    }

    deinit { close(descriptor) }

    /// Writes everything.
    func write(_ bytes: UnsafeRawBufferPointer) throws(JobProtocolError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                guard errno == EINTR else { throw .io("write", path) }
                continue
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    func write(_ bytes: [UInt8]) throws(JobProtocolError) {
        let result = bytes.withUnsafeBytes { buffer -> Result<Void, JobProtocolError> in
            do throws(JobProtocolError) { return .success(try write(buffer)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(JobProtocolError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, offset + filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard failure == 0 else { throw .io("read", path, failure) }
        return bytes
    }

    func size() throws(JobProtocolError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .io("examine", path) }
        return Int(status.st_size)
    }

    /// Everything so far survives a loss of power.
    func synchronize() throws(JobProtocolError) {
        guard fdatasync(descriptor) == 0 else { throw .io("sync", path) }
    }
}
