/// What must not be seen in a job's output: the secrets and the forms they are likely to be printed in.
///
/// Shared by all ``Redactor``s of a job, so that a mask added by one step holds for every stream from then on.
/// Not for use by several threads at once.
public final class SecretPatterns {
    /// Secrets shorter than this are refused: masking `0`, `-` or `no` wherever it stands makes a log unreadable and
    /// tells more about the secret than it hides. Four bytes is the shortest that is rare in ordinary text.
    public static let minimumLength = 4

    /// Bound on everything that is looked for, so that a job can't fill the memory with `::add-mask::`.
    public static let maximumBytes = 32 << 20

    public enum Verdict: Hashable, Sendable {
        case masked
        /// Fewer than ``minimumLength`` bytes without the white space around it.
        case tooShort
        /// ``maximumBytes`` reached: it is not masked, and the job must not go on.
        case tooMany
    }

    private var known: Set<[UInt8]> = []
    private var totalBytes = 0
    private var secrets: [[UInt8]] = []

    /// A bit for each hash of four bytes that begin a pattern: 8 KiB, so it stays in the processor's first cache.
    private(set) var filter = [UInt64](repeating: 0, count: (1 << 16) / 64)
    /// Patterns by their first four bytes, longest first.
    private(set) var buckets: [UInt32: [[UInt8]]] = [:]
    /// The first byte, two and three bytes of every pattern: what a chunk that ends early is compared with.
    private(set) var beginnings: Set<[UInt8]> = []

    public init() {}

    public var isEmpty: Bool { buckets.isEmpty }

    /// Masks a secret, each of its lines, and its usual encodings.
    @discardableResult
    public func add(_ secret: String) -> Verdict {
        add(Array(secret.utf8))
    }

    @discardableResult
    public func add(_ secret: [UInt8]) -> Verdict {
        let trimmed = secret.trimmingWhitespace
        guard trimmed.count >= Self.minimumLength else { return .tooShort }
        guard known.insert(trimmed).inserted else { return .masked }
        guard totalBytes + trimmed.count * SecretEncodings.growth <= Self.maximumBytes else { return .tooMany }
        secrets.append(trimmed)
        for form in SecretEncodings.forms(of: trimmed) where form.count >= Self.minimumLength {
            insert(form)
        }
        return .masked
    }

    private func insert(_ pattern: [UInt8]) {
        let key = pattern.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        var bucket = buckets[key] ?? []
        guard !bucket.contains(pattern) else { return }
        let place = bucket.firstIndex { $0.count < pattern.count } ?? bucket.endIndex
        bucket.insert(pattern, at: place)
        buckets[key] = bucket
        let hash = Self.hash(key)
        filter[hash >> 6] |= 1 << UInt64(hash & 63)
        for length in 1..<Self.minimumLength { beginnings.insert(Array(pattern.prefix(length))) }
        totalBytes += pattern.count
    }

    /// Sixteen well mixed bits of four bytes (the multiplier is 2^32 over the golden ratio).
    @inline(__always)
    static func hash(_ key: UInt32) -> Int {
        Int((key &* 0x9E37_79B1) >> 16)
    }

    /// The text with every secret in it replaced.
    public func redact(_ text: String) -> String {
        guard !isEmpty else { return text }
        var redactor = Redactor(self)
        var bytes: [UInt8] = []
        var copy = text
        copy.withUTF8 { redactor.feed(UnsafeRawBufferPointer($0), into: &bytes) }
        redactor.finish(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether ``redact(_:)`` would change the text.
    public func isFound(in text: String) -> Bool {
        redact(text) != text
    }
}

extension [UInt8] {
    /// Without ASCII white space at both ends.
    var trimmingWhitespace: [UInt8] {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}
