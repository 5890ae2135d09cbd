/// Writes the ustar format, with a pax header before what that can't hold.
struct TarWriter {
    let write: (UnsafeRawBufferPointer) throws -> Void

    /// - Parameter content: called for a file; writes exactly its size.
    func add(_ entry: TarEntry, content: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void = { _ in }) throws {
        var size: Int64 = 0
        var target: [UInt8] = []
        var type = UInt8(ascii: "5")
        var name = entry.name
        switch entry.kind {
        case .file(let bytes): (size, type) = (bytes, UInt8(ascii: "0"))
        case .folder: name.append(UInt8(ascii: "/"))
        case .link(let path): (target, type) = (path, UInt8(ascii: "2"))
        }
        var records: [UInt8] = []
        if name.count > 100 { records += Self.record("path", name) }
        if target.count > 100 { records += Self.record("linkpath", target) }
        if size >= 1 << 33 { records += Self.record("size", Array("\(size)".utf8)) }
        if !records.isEmpty {
            try block(
                header(name: Array("pax".utf8), type: UInt8(ascii: "x"), size: Int64(records.count), entry, target: []))
            try padded(records)
        }
        try block(
            header(
                name: Array(name.prefix(100)), type: type, size: size < 1 << 33 ? size : 0, entry,
                target: Array(target.prefix(100))))
        guard case .file(let promised) = entry.kind else { return }
        var written: Int64 = 0
        try content { bytes in
            written += Int64(bytes.count)
            try write(bytes)
        }
        guard written == promised else {
            throw ArtifactsError(
                .io, "\(String(decoding: entry.name, as: UTF8.self)) changed while it was being stored")
        }
        let rest = Int(written % Int64(TarEntry.blockSize))
        if rest > 0 { try block([UInt8](repeating: 0, count: TarEntry.blockSize - rest)) }
    }

    func finish() throws {
        try block([UInt8](repeating: 0, count: 2 * TarEntry.blockSize))
    }

    private func block(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes(write) }

    private func padded(_ bytes: [UInt8]) throws {
        let rest = bytes.count % TarEntry.blockSize
        try block(bytes + [UInt8](repeating: 0, count: rest == 0 ? 0 : TarEntry.blockSize - rest))
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts its own digits.
    private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = [UInt8(ascii: " ")] + Array(key.utf8) + [UInt8(ascii: "=")] + value + [UInt8(ascii: "\n")]
        var length = rest.count + 1
        while "\(length)".utf8.count + rest.count != length { length = "\(length)".utf8.count + rest.count }
        return Array("\(length)".utf8) + rest
    }

    private func header(name: [UInt8], type: UInt8, size: Int64, _ entry: TarEntry, target: [UInt8]) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: TarEntry.blockSize)
        func put(_ bytes: [UInt8], at offset: Int) { block.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
        func octal(_ value: Int64, _ digits: Int) -> [UInt8] {
            let text = String(max(0, value), radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
        }
        put(name, at: 0)
        put(octal(Int64(entry.mode & 0o7777), 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(min(entry.modified, (1 << 33) - 1), 11), at: 136)
        put(Array("        ".utf8), at: 148)
        block[156] = type
        put(target, at: 157)
        put(Array("ustar".utf8) + [0] + Array("00".utf8), at: 257)
        let sum = block.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(sum, 6) + [0, UInt8(ascii: " ")], at: 148)
        return block
    }
}
