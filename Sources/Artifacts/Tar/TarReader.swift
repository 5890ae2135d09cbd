/// Reads what ``TarWriter`` writes, from bytes that anybody may have made up: nothing is believed.
struct TarReader {
    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    /// Of the present entry's content, with its padding.
    private var unread: Int64 = 0
    private var padding: Int64 = 0

    /// A pax header holds a name and a few numbers.
    private static let largestHeader: Int64 = 1 << 20

    /// - Parameter source: fills a buffer as far as there are bytes.
    init(_ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        self.source = source
    }

    /// The next entry; what is left of the one before is passed over. nil at the end.
    mutating func next() throws -> TarEntry? {
        try skip(unread + padding)
        (unread, padding) = (0, 0)
        var records: [String: [UInt8]] = [:]
        while true {
            let block = try bytes(TarEntry.blockSize)
            if block.allSatisfy({ $0 == 0 }) { return nil }
            try checkSum(block)
            var size = try octal(block[124..<136])
            switch block[156] {
            case UInt8(ascii: "x"):
                guard size <= Self.largestHeader else { throw hostile("a header of \(size) bytes") }
                records = try Self.records(try bytes(Int(size)))
                try skip(Self.padding(of: size))
                continue
            case UInt8(ascii: "0"), UInt8(ascii: "5"), UInt8(ascii: "2"): break
            default: throw hostile("an entry of the kind '\(UnicodeScalar(block[156]))'")
            }
            if let text = records["size"] {
                guard let number = Int64(String(decoding: text, as: UTF8.self)), (0..<(1 << 60)).contains(number)
                else {
                    throw hostile("a size that is no number")
                }
                size = number
            }
            var name = records["path"] ?? Self.text(block[0..<100])
            let kind: TarEntry.Kind
            switch block[156] {
            case UInt8(ascii: "0"):
                kind = .file(size: size)
                (unread, padding) = (size, Self.padding(of: size))
            case UInt8(ascii: "5"):
                kind = .folder
                if name.last == UInt8(ascii: "/") { name.removeLast() }
            default: kind = .link(target: records["linkpath"] ?? Self.text(block[157..<257]))
            }
            return TarEntry(
                name: name, kind: kind, mode: UInt32(truncatingIfNeeded: try octal(block[100..<108]) & 0o777),
                modified: try octal(block[136..<148]))
        }
    }

    /// The present entry's content, piece by piece.
    mutating func content(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while unread > 0 {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(unread, Int64(buffer.count)))])
            guard try source(piece) == piece.count else { throw truncated }
            unread -= Int64(piece.count)
            try take(UnsafeRawBufferPointer(piece))
        }
    }

    private mutating func skip(_ count: Int64) throws {
        guard count > 0 else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var rest = count
        while rest > 0 {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(rest, Int64(buffer.count)))])
            guard try source(piece) == piece.count else { throw truncated }
            rest -= Int64(piece.count)
        }
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard try bytes.withUnsafeMutableBytes({ try source($0) }) == count else { throw truncated }
        return bytes
    }

    private func checkSum(_ block: [UInt8]) throws {
        var sum: Int64 = 0
        for (index, byte) in block.enumerated() {
            sum += Int64((148..<156).contains(index) ? UInt8(ascii: " ") : byte)
        }
        guard try octal(block[148..<156]) == sum else { throw hostile("a header with a wrong sum") }
    }

    private func octal(_ field: ArraySlice<UInt8>) throws -> Int64 {
        let digits = field.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        if digits.isEmpty { return 0 }
        guard let number = Int64(String(decoding: digits, as: UTF8.self), radix: 8), number >= 0 else {
            throw hostile("a number that is none")
        }
        return number
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

    private static func padding(of size: Int64) -> Int64 {
        let block = Int64(TarEntry.blockSize)
        return (block - size % block) % block
    }

    private static func records(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        var records: [String: [UInt8]] = [:]
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let blank = rest.firstIndex(of: UInt8(ascii: " ")),
                let length = Int(String(decoding: rest[..<blank], as: UTF8.self)), length > blank - rest.startIndex + 1,
                length <= rest.count, rest[rest.startIndex + length - 1] == UInt8(ascii: "\n"),
                let equals = rest[blank..<rest.startIndex + length].firstIndex(of: UInt8(ascii: "="))
            else { throw hostile("a header that can't be read") }
            records[String(decoding: rest[(blank + 1)..<equals], as: UTF8.self)] =
                Array(rest[(equals + 1)..<(rest.startIndex + length - 1)])
            rest = rest.dropFirst(length)
        }
        return records
    }

    private var truncated: ArtifactsError { ArtifactsError(.corrupt, "the archive ends too early") }
}

private func hostile(_ what: String) -> ArtifactsError {
    ArtifactsError(.hostileArchive, "the archive has \(what)")
}
