/// Makes an input large by repeating a piece of it in its place.
struct Repetition {
    private static let longestPiece = 48

    let seed: UInt32

    /// - Returns: the new number of bytes.
    func apply(to buffer: UnsafeMutableBufferPointer<UInt8>, count: Int) -> Int {
        guard count > 0 else { return 0 }
        var random = seed
        func next(below limit: Int) -> Int {
            random = random &* 1_664_525 &+ 1_013_904_223
            return Int(random >> 8) % limit
        }
        let bytes = Array(buffer[..<count])
        let start = next(below: count)
        let piece = bytes[start..<min(count, start + 1 + next(below: Self.longestPiece))]
        let rest = bytes[piece.endIndex...]
        let room = buffer.count - start - rest.count
        guard room > piece.count else { return count }
        var end = start
        while end + piece.count <= start + room {
            for byte in piece {
                buffer[end] = byte
                end += 1
            }
        }
        for byte in rest {
            buffer[end] = byte
            end += 1
        }
        return end
    }
}
