import Glibc

extension CommandContext {
    /// - Returns: how many bytes there were; 0 at the end.
    func readInput(into buffer: inout [UInt8]) throws(CommandError) -> Int {
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandError(.couldNotRead, "cannot read standard input: \(String(cString: strerror(errno)))")
            }
            return count
        }
    }

    /// All of standard input.
    func readInput(maximum: Int) throws(CommandError) -> [UInt8] {
        var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
        while true {
            let count = try readInput(into: &buffer)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= maximum else {
                throw CommandError(.couldNotRead, "standard input is larger than \(maximum) bytes")
            }
        }
    }
}
