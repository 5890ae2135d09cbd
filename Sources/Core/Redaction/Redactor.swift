/// Replaces secrets in a stream of bytes by `***`, however the stream is cut into chunks.
///
/// What is promised: no occurrence of a pattern known when its last byte arrives is emitted, also where patterns
/// overlap; each maximal run of covered bytes becomes one `***`; the output depends on the bytes and on when patterns
/// were added, never on the chunks.
///
/// How: every position whose four bytes begin some pattern is compared with the patterns that begin so. A pattern that
/// matches as far as the bytes go makes the redactor hold everything from there on back until more bytes decide, or the
/// stream ends. So memory is bounded by the chunk and the longest pattern. Bytes held back are never let go by a timer:
/// the beginning of a secret is part of a secret.
public struct Redactor {
    private let patterns: SecretPatterns
    /// Undecided bytes: the stream from the first position on where a pattern may begin.
    private var held: [UInt8] = []
    /// How many bytes of `held` are inside a region that has already been replaced.
    private var covered = 0
    /// Whether the byte before `held` was replaced, so that a match that follows at once joins that region.
    private var isJoining = false

    public static let replacement: [UInt8] = Array("***".utf8)

    public init(_ patterns: SecretPatterns) {
        self.patterns = patterns
    }

    /// Takes the next bytes and appends what is certain to `output`.
    public mutating func feed(_ chunk: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        if held.isEmpty {
            guard !patterns.isEmpty else {
                output.append(contentsOf: chunk)
                return
            }
            scan(chunk, isEnd: false, into: &output)
        } else {
            held.append(contentsOf: chunk)
            rescan(isEnd: false, into: &output)
        }
    }

    /// The stream is over: what is held back can no longer become a secret.
    public mutating func finish(into output: inout [UInt8]) {
        rescan(isEnd: true, into: &output)
    }

    private mutating func rescan(isEnd: Bool, into output: inout [UInt8]) {
        let bytes = held
        held = []
        bytes.withUnsafeBytes { scan($0, isEnd: isEnd, into: &output) }
    }

    private mutating func scan(_ bytes: UnsafeRawBufferPointer, isEnd: Bool, into output: inout [UInt8]) {
        var index = 0
        /// Bytes before this have been emitted or replaced; `isOpen` when the last of them was replaced.
        var done = covered
        var isOpen = isJoining || covered > 0
        patterns.filter.withUnsafeBufferPointer { filter in
            while index < bytes.count {
                if index + 4 <= bytes.count {
                    let hash = SecretPatterns.hash(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                    guard filter[hash >> 6] >> UInt64(hash & 63) & 1 == 1 else {
                        index += 1
                        continue
                    }
                }
                let found = match(bytes, at: index)
                if found.isUndecided && !isEnd { break }
                if let length = found.length {
                    if index > done || !isOpen {
                        if index > done { output.append(contentsOf: bytes[done..<index]) }
                        output.append(contentsOf: Self.replacement)
                        isOpen = true
                    }
                    done = max(done, index + length)
                }
                index += 1
            }
        }
        if index > done {
            output.append(contentsOf: bytes[done..<index])
            done = index
            isOpen = false
        }
        held = index < bytes.count ? Array(bytes[index...]) : []
        covered = done - index
        isJoining = isOpen
    }

    private struct Match {
        /// Of the longest pattern that lies here in full.
        var length: Int?
        /// The bytes end inside a pattern that has matched so far.
        var isUndecided: Bool
    }

    private func match(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Match {
        let rest = bytes.count - index
        guard rest >= 4 else {
            return Match(length: nil, isUndecided: patterns.beginnings.contains(Array(bytes[index...])))
        }
        var match = Match(length: nil, isUndecided: false)
        let key = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
        for pattern in patterns.buckets[key] ?? [] {
            let length = min(pattern.count, rest)
            let isEqual = pattern.withUnsafeBytes { wanted in
                (4..<max(4, length)).allSatisfy { wanted[$0] == bytes[index + $0] }
            }
            guard isEqual else { continue }
            guard pattern.count <= rest else {
                match.isUndecided = true
                continue
            }
            match.length = pattern.count
            break
        }
        return match
    }
}
