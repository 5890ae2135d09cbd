import Core
import Foundation
import Glibc
import Testing

@testable import Artifacts

@Suite struct HostileArchiveTests {
    /// An archive of entries that our own writer would never be asked for.
    private func archive(_ it: Scratch, _ entries: [(name: String, kind: TarEntry.Kind)]) throws -> Int32 {
        let path = it.path + "/hostile.tar.gz"
        let gzip = try GzipWriter(path, level: 1)
        let writer = TarWriter { try gzip.write($0) }
        for (name, kind) in entries {
            let entry = TarEntry(name: Array(name.utf8), kind: kind, mode: 0o777, modified: 0)
            try writer.add(entry) { write in
                if case .file(let size) = kind {
                    try [UInt8](repeating: 0x78, count: Int(size)).withUnsafeBytes(write)
                }
            }
        }
        try writer.finish()
        try gzip.finish()
        return open(path, O_RDONLY)
    }

    private func unpack(_ it: Scratch, _ entries: [(name: String, kind: TarEntry.Kind)], links: Bool = true) throws {
        let folder = try ArchiveFolder(it.workspace + "/target")
        try Archive.unpack(try archive(it, entries), name: "the test's archive", allowsLinks: links) { entry in
            (folder, try ArchiveFolder.parts(of: entry.name))
        }
    }

    @Test(arguments: ["../evil", "/evil", "a/../../evil", "a//evil", "./evil", "..", ""])
    func `a name that leads out is refused`(name: String) throws {
        let it = try Scratch()
        let error = #expect(throws: ArtifactsError.self) { try unpack(it, [(name, .file(size: 4))]) }
        #expect(error?.code == .hostileArchive || error?.code == .io)
        #expect(it.files().isEmpty && !FileManager.default.fileExists(atPath: it.path + "/evil"))
    }

    @Test func `nothing is written through a link, of the archive or of the folder`() throws {
        let it = try Scratch()
        try FileManager.default.createDirectory(
            atPath: it.path + "/outside", withIntermediateDirectories: true)
        #expect(throws: ArtifactsError.self) {
            try unpack(it, [("link", .link(target: Array((it.path + "/outside").utf8))), ("link/evil", .file(size: 4))])
        }
        #expect(!FileManager.default.fileExists(atPath: it.path + "/outside/evil"))
        try FileManager.default.createSymbolicLink(
            atPath: it.workspace + "/target/there", withDestinationPath: it.path + "/outside")
        #expect(throws: ArtifactsError.self) { try unpack(it, [("there/evil", .file(size: 4))]) }
        #expect(!FileManager.default.fileExists(atPath: it.path + "/outside/evil"))
    }

    @Test func `a link in a file's place is replaced and not written through`() throws {
        let it = try Scratch()
        let victim = it.path + "/victim"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: victim))
        try unpack(it, [("file", .link(target: Array(victim.utf8))), ("file", .file(size: 4))])
        #expect(FileManager.default.contents(atPath: victim) == Data("mine".utf8))
        #expect(it.read("target/file") == "xxxx")
    }

    @Test func `an artifact has no links`() throws {
        let it = try Scratch()
        let error = #expect(throws: ArtifactsError.self) {
            try unpack(it, [("link", .link(target: Array("/etc".utf8)))], links: false)
        }
        #expect(error?.code == .hostileArchive)
    }

    @Test func `a cache writes only what its paths choose`() throws {
        let it = try Scratch()
        let archives = CacheArchive(patterns: try it.patterns("deps/*.lock\nlib"))
        for name in ["2/x", "x/y", "0/evil.sh", "-1/x", "0"] {
            let descriptor = try archive(it, [(name, .file(size: 4))])
            #expect(throws: ArtifactsError.self, "\(name)") { try archives.unpack(descriptor, name: "cache") }
        }
        #expect(it.files().isEmpty)
        try archives.unpack(
            try archive(it, [("0/a.lock", .file(size: 4)), ("1/any/thing", .file(size: 4))]), name: "cache")
        #expect(it.files() == ["deps/a.lock", "lib/any/thing"])
    }

    @Test func `the bits that give rights to others are left out`() throws {
        let it = try Scratch()
        let path = it.path + "/bits.tar.gz"
        let gzip = try GzipWriter(path, level: 1)
        let writer = TarWriter { try gzip.write($0) }
        try writer.add(TarEntry(name: Array("tool".utf8), kind: .file(size: 0), mode: 0o6755, modified: 0))
        try writer.finish()
        try gzip.finish()
        let folder = try ArchiveFolder(it.workspace)
        try Archive.unpack(open(path, O_RDONLY), name: "bits", allowsLinks: true) {
            (folder, try ArchiveFolder.parts(of: $0.name))
        }
        let mode = try FileManager.default.attributesOfItem(atPath: it.workspace + "/tool")[.posixPermissions]
        #expect(mode as? Int == 0o755)
    }

    @Test(arguments: 0..<300)
    func `broken archives are refused and never crash`(seed: Int) throws {
        let it = try Scratch()
        let descriptor = try archive(
            it,
            [
                ("a/" + String(repeating: "n", count: 150), .file(size: 700)), ("b", .folder),
                ("c", .link(target: Array("a".utf8)))
            ])
        close(descriptor)
        let reader = try GzipReader(open(it.path + "/hostile.tar.gz", O_RDONLY), name: "archive")
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = try bytes.withUnsafeMutableBytes { try reader.read(into: $0) }
        bytes.removeLast(bytes.count - count)
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        for _ in 0..<(1 + seed % 5) {
            state = (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
            bytes[Int(state % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: state >> 40)
        }
        if seed % 7 == 0 { bytes.removeLast(Int(state % UInt64(bytes.count))) }
        let damaged = it.path + "/damaged.tar.gz"
        let gzip = try GzipWriter(damaged, level: 1)
        try bytes.withUnsafeBytes { try gzip.write($0) }
        try gzip.finish()
        let folder = try ArchiveFolder(it.workspace + "/target")
        do {
            try Archive.unpack(open(damaged, O_RDONLY), name: "damaged", allowsLinks: true) {
                (folder, try ArchiveFolder.parts(of: $0.name))
            }
        } catch is ArtifactsError {
            // That is what is asked.
        }
        let outside = try FileManager.default.contentsOfDirectory(atPath: it.path)
        #expect(Set(outside).isSubset(of: ["work space", "home", "hostile.tar.gz", "damaged.tar.gz", "storage"]))
    }
}
