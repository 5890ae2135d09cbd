import Glibc

extension GitPath {
    /// From a C string, byte for byte.
    init(_ start: UnsafePointer<CChar>?) {
        guard let start else {
            self.init(bytes: [])
            return
        }
        self.init(bytes: UnsafeRawBufferPointer(start: start, count: strlen(start)))
    }

    /// As a C string. Git's own paths hold no zero byte.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
        return try terminated.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return try "".withCString(body) }
            return try body(start)
        }
    }
}
