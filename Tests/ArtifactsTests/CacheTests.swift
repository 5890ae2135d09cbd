import Artifacts
import Core
import Foundation
import Testing

@Suite struct CacheTests {
    private static let repository = RepositoryID(1)
    private static let main = "refs/heads/main"
    private static let feature = "refs/heads/feature"

    @discardableResult
    private func save(
        _ it: Scratch, _ key: String, ref: String = main, paths: String = "deps", at seconds: Int64 = 0,
        quota: Int64 = 1 << 30
    ) throws -> CacheEntry? {
        try it.caches.save(
            repository: Self.repository, ref: ref, version: CacheKey.version(paths: paths), key: key,
            patterns: it.patterns(paths), quota: quota, at: .at(seconds))
    }

    private func find(
        _ it: Scratch, _ key: String, _ restoreKeys: [String] = [], refs: [String] = [main], paths: String = "deps"
    ) throws -> String? {
        try it.caches.find(
            repository: Self.repository, refs: refs, version: CacheKey.version(paths: paths), key: key,
            restoreKeys: restoreKeys
        )?.key
    }

    @Test func `what was saved comes back as it was`() throws {
        let it = try Scratch()
        try it.write(["deps/a/b.txt": "hello", "deps/run.sh": "#!/bin/sh\n", "other": "not this"])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: it.workspace + "/deps/run.sh")
        try FileManager.default.createSymbolicLink(
            atPath: it.workspace + "/deps/link", withDestinationPath: "a/b.txt")
        let long = "deps/" + String(repeating: "long name/", count: 15) + "file"
        try it.write([long: "deep"])
        try save(it, "k")
        try it.empty()
        let entry = try #require(
            try it.caches.find(
                repository: Self.repository, refs: [Self.main], version: CacheKey.version(paths: "deps"), key: "k",
                restoreKeys: []))
        try it.caches.restore(entry, patterns: it.patterns("deps"))
        #expect(it.read("deps/a/b.txt") == "hello" && it.read("deps/link") == "hello" && it.read(long) == "deep")
        #expect(it.read("other") == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: it.workspace + "/deps/run.sh")[.posixPermissions]
        #expect(mode as? Int == 0o755)
    }

    @Test func `patterns choose files, take some out, and reach the home folder`() throws {
        let it = try Scratch()
        try it.write(["a/x.lock": "1", "a/b/y.lock": "2", "a/b/z.txt": "3", "deps/keep": "4", "deps/skip/it": "5"])
        try Data("6".utf8).write(to: URL(fileURLWithPath: it.home + "/tool"))
        let paths = "**/*.lock\ndeps\n!deps/skip\n~/tool"
        try save(it, "k", paths: paths)
        try it.empty()
        try FileManager.default.removeItem(atPath: it.home + "/tool")
        let entry = try #require(
            try it.caches.find(
                repository: Self.repository, refs: [Self.main], version: CacheKey.version(paths: paths), key: "k",
                restoreKeys: []))
        try it.caches.restore(entry, patterns: it.patterns(paths))
        #expect(it.files() == ["a/b/y.lock", "a/x.lock", "deps/keep"])
        #expect(FileManager.default.contents(atPath: it.home + "/tool") == Data("6".utf8))
    }

    @Test func `an exact key comes first, then the newest that begins so, in the order of the keys`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        for (key, second) in [("pip-1", 1), ("pip-2", 3), ("pip-3", 2), ("npm-1", 9)] {
            try save(it, key, at: Int64(second))
        }
        #expect(try find(it, "pip-1") == "pip-1")
        #expect(try find(it, "pip-9", ["pip-"]) == "pip-2")
        #expect(try find(it, "pip-") == "pip-2")
        #expect(try find(it, "x", ["nope-", "npm-", "pip-"]) == "npm-1")
        #expect(try find(it, "x", ["nope-"]) == nil)
    }

    @Test func `one's own branch comes before the default branch, and other branches are not seen`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        try save(it, "k-1", ref: Self.main, at: 5)
        try save(it, "k-2", ref: Self.feature, at: 1)
        try save(it, "k-3", ref: "refs/heads/elsewhere", at: 9)
        let refs = [Self.feature, Self.main]
        #expect(try find(it, "k-9", ["k-"], refs: refs) == "k-2")
        #expect(try find(it, "k-1", ["k-"], refs: refs) == "k-2")
        #expect(try find(it, "k-1", refs: refs) == "k-1")
        #expect(try find(it, "k-3", refs: refs) == nil)
        #expect(try find(it, "k-9", ["k-"]) == "k-1")
    }

    @Test func `other paths are another cache`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1", "lib/a": "2"])
        try save(it, "k", paths: "deps")
        #expect(try find(it, "k", paths: "lib") == nil)
        try save(it, "k", paths: "lib")
        #expect(try find(it, "k", paths: "lib") == "k")
        // Blanks and empty lines are no difference.
        #expect(try find(it, "k", paths: "  deps \n\n") == "k")
    }

    @Test func `a key is saved once, and the first wins`() async throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        let saved = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try save(it, "k") != nil } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(saved == 1)
        try it.write(["deps/a": "2"])
        #expect(try save(it, "k") == nil)
        #expect(it.blobs.count == 1)
    }

    @Test func `what is least lately used goes when the quota is full`() throws {
        let it = try Scratch()
        let noise = (0..<4).map { seed in String((0..<20_000).map { "\(($0 &* 7919 &+ seed) % 9973) " }.joined()) }
        var size: Int64 = 0
        for (index, text) in noise.prefix(3).enumerated() {
            try it.write(["deps/a": text])
            size = max(size, try #require(try save(it, "k\(index)", at: Int64(index))).blob.size)
        }
        // k0 is used, so k1 is the one to go.
        let first = try #require(
            try it.caches.find(
                repository: Self.repository, refs: [Self.main], version: CacheKey.version(paths: "deps"), key: "k0",
                restoreKeys: []))
        try it.caches.restore(first, patterns: it.patterns("deps"))
        try it.write(["deps/a": noise[3]])
        try save(it, "k3", at: 9, quota: size * 3 + size / 2)
        #expect(Set(try it.caches.all(of: Self.repository).map(\.key)) == ["k0", "k2", "k3"])
        #expect(it.blobs.count == 3)
    }

    @Test func `a cache that is larger than the quota is refused and leaves nothing`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        #expect(throws: ArtifactsError.self) { try save(it, "k", quota: 10) }
        #expect(try it.blobs.isEmpty && it.caches.all(of: Self.repository).isEmpty)
    }

    @Test(arguments: ["", "a,b", String(repeating: "k", count: 513)])
    func `a key that GitHub refuses is refused`(key: String) {
        #expect(throws: ArtifactsError.self) { try CacheKey.check(key) }
    }

    @Test func `nothing at the paths is said`() throws {
        let it = try Scratch()
        let error = #expect(throws: ArtifactsError.self) { try save(it, "k") }
        #expect(error?.message == "there is nothing at the cache's paths")
    }

    @Test func `a damaged blob is not unpacked`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        let entry = try #require(try save(it, "k"))
        let path = "\(it.storage.path)/blobs/\(it.blobs[0])"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data("broken".utf8))
        try handle.close()
        try it.empty()
        let error = #expect(throws: ArtifactsError.self) {
            try it.caches.restore(entry, patterns: it.patterns("deps"))
        }
        #expect(error?.message.contains("damaged") == true)
        #expect(it.files().isEmpty)
    }

    @Test func `removing a repository's caches removes their blobs`() throws {
        let it = try Scratch()
        try it.write(["deps/a": "1"])
        try save(it, "k")
        try it.caches.removeAll(of: Self.repository)
        #expect(it.blobs.isEmpty)
    }
}
