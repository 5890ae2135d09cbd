import CProcess
import Core
import Crypto
import Glibc

/// `hashFiles()`: the SHA-256 of the SHA-256 digests of all matching files, in the order of their paths.
///
/// Symbolic links are not followed, so that no file outside the workspace is read and no circle is walked.
struct HashFiles: Sendable {
    let workspace: String

    /// - Returns: 64 hexadecimal digits; empty when no file matches.
    func digest(_ patterns: [String]) throws -> String {
        let patterns = try patterns.flatMap { $0.split(separator: "\n") }
            .compactMap { try FilePattern(String($0), workspace: workspace) }
        guard patterns.contains(where: { !$0.isExclusion }) else { return "" }
        var files: [[[UInt8]]] = []
        var folders: [[[UInt8]]] = [[]]
        while let folder = folders.popLast() {
            for (name, kind) in try list(folder) {
                let path = folder + [name]
                if kind == .directory {
                    if patterns.contains(where: { !$0.isExclusion && $0.mayMatch(below: path) }) {
                        folders.append(path)
                    }
                } else if kind == .regular, Self.isChosen(path, by: patterns) {
                    files.append(path)
                }
            }
        }
        guard !files.isEmpty else { return "" }
        var whole = SHA256()
        for file in files.sorted(by: Self.isBefore) {
            let digest = try hash(file)
            digest.withUnsafeBytes { whole.update(bufferPointer: $0) }
        }
        return whole.finalize().hexadecimal
    }

    /// The last pattern that matches decides.
    private static func isChosen(_ path: [[UInt8]], by patterns: [FilePattern]) -> Bool {
        patterns.last { $0.matches(path) }.map { !$0.isExclusion } ?? false
    }

    private static func isBefore(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
        for (first, second) in zip(left, right) where first != second {
            return first.lexicographicallyPrecedes(second)
        }
        return left.count < right.count
    }

    private func systemPath(_ path: [[UInt8]]) -> [CChar] {
        let joined = path.reduce(into: Array(workspace.utf8)) { $0 += [UInt8(ascii: "/")] + $1 }
        return joined.map { CChar(bitPattern: $0) } + [0]
    }

    private func list(_ folder: [[UInt8]]) throws -> [([UInt8], FileKind)] {
        guard let entries = opendir(systemPath(folder)) else {
            if errno == ENOENT { return [] }
            throw SupervisionError.system("list a folder of \(workspace)", .step)
        }
        defer { closedir(entries) }
        var found: [([UInt8], FileKind)] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            var status = stat()
            guard lstat(systemPath(folder + [name]), &status) == 0 else { continue }
            found.append((name, FileKind(mode: status.st_mode)))
        }
        return found
    }

    private func hash(_ path: [[UInt8]]) throws -> SHA256.Digest {
        let file = FileDescriptor(open(systemPath(path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC))
        let name = path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        guard file.number >= 0 else { throw SupervisionError.system("read \(name)", .step) }
        var hash = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(file.number, buffer.baseAddress, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SupervisionError.system("read \(name)", .step) }
            guard count > 0 else { return hash.finalize() }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
        }
    }
}
