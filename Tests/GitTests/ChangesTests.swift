import Core
import Foundation
import Git
import Testing

@Suite struct ChangesTests {
    @Test func `a push is compared with the commit before it`() async throws {
        let it = try MirrorFixture()
        let before = try it.source.commit(["a": "1", "b": "old", "old name": "same"])
        try it.source.git("rm", "-q", "b")
        try it.source.git("mv", "old name", "new name")
        let after = try it.source.commit(["a": "2", "d/c": "1"])
        try await it.fetch()
        let push = try await it.paths("refs/heads/main", before, after)
        #expect(push.base == ChangeBase(commit: before, reason: .pushedBefore))
        #expect(
            push.changes == [
                ChangedPath(path: "a", kind: .modified), ChangedPath(path: "b", kind: .deleted),
                ChangedPath(path: "d/c", kind: .added),
                ChangedPath(path: "new name", kind: .renamed(from: "old name"))
            ])
        #expect(push.paths == ["a", "b", "d/c", "new name", "old name"])
    }

    @Test func `a new branch is compared with where it left the default branch`() async throws {
        let it = try MirrorFixture()
        let base = try it.source.commit(["a": "1"])
        try it.source.git("checkout", "-q", "-b", "topic")
        let tip = try it.source.commit(["t": "1"])
        try it.source.git("checkout", "-q", "main")
        try it.source.commit(["m": "1"])
        try await it.fetch()
        for before in [CommitSHA.zero, nil] {
            let push = try await it.paths("refs/heads/topic", before, tip)
            #expect(push.base == ChangeBase(commit: base, reason: .mergeBase))
            #expect(push.paths == ["t"])
        }
    }

    @Test func `a new branch without shared history counts every file`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.git("checkout", "-q", "--orphan", "pages")
        let tip = try it.source.commit(["p": "1"])
        try it.source.git("checkout", "-q", "main")
        try await it.fetch()
        let push = try await it.paths("refs/heads/pages", .zero, tip)
        #expect(push.base == ChangeBase(commit: nil, reason: .noCommonHistory))
        #expect(push.paths == ["a", "p"])
    }

    @Test func `the first push of the default branch counts every file of the root commit`() async throws {
        let it = try MirrorFixture()
        let root = try it.source.commit(["a": "1", "d/b": "1"])
        try await it.fetch()
        let push = try await it.paths("refs/heads/main", .zero, root)
        #expect(push.base == ChangeBase(commit: nil, reason: .defaultBranchIsNew))
        #expect(push.paths == ["a", "d/b"])
    }

    @Test func `a force-push is compared directly, and with the default branch once the old commit is gone`()
        async throws
    {
        let it = try MirrorFixture()
        let base = try it.source.commit(["a": "1"])
        try it.source.git("checkout", "-q", "-b", "topic")
        let old = try it.source.commit(["x": "1"])
        try await it.fetch()
        try it.source.git("reset", "-q", "--hard", "main")
        let new = try it.source.commit(["y": "1"])
        try it.source.git("checkout", "-q", "main")
        try await it.fetch()
        let push = try await it.paths("refs/heads/topic", old, new)
        #expect(push.base.reason == .pushedBefore && push.paths == ["x", "y"])
        let unknown = try #require(CommitSHA(String(repeating: "ab", count: 20)))
        let lost = try await it.paths("refs/heads/topic", unknown, new)
        #expect(lost.base == ChangeBase(commit: base, reason: .beforeIsGone))
        #expect(lost.paths == ["y"])
    }

    @Test func `a merge brings what the other side changed`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.git("checkout", "-q", "-b", "topic")
        try it.source.commit(["t": "1"])
        try it.source.git("checkout", "-q", "main")
        let before = try it.source.commit(["m": "1"])
        try it.source.git("merge", "-q", "--no-ff", "-m", "merge", "topic")
        let after = try it.source.head()
        try await it.fetch()
        #expect(try await it.paths("refs/heads/main", before, after).paths == ["t"])
        #expect(try await it.mirror.commit(after).parents.count == 2)
    }

    @Test func `tags and deletions are not compared`() async throws {
        let it = try MirrorFixture()
        let sha = try it.source.commit(["a": "1"])
        try await it.fetch()
        let tag = try await it.paths("refs/tags/v1", .zero, sha)
        #expect(tag.base.reason == .tag && !tag.base.isCompared && tag.changes.isEmpty)
        for after in [CommitSHA.zero, nil] {
            let gone = try await it.paths("refs/heads/main", sha, after)
            #expect(gone.base.reason == .deletion && gone.changes.isEmpty)
        }
    }

    @Test func `ten thousand changed files come back sorted, renames paired`() async throws {
        let it = try MirrorFixture()
        let blob = try it.source.blob("x")
        var input = "commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 0\n"
        for number in 0..<10_000 {
            input += "M 100644 inline old/\(number)\ndata \("\(number)".utf8.count)\n\(number)\n"
        }
        input +=
            "\ncommit refs/heads/main\ncommitter A <a@b> 1700000001 +0000\ndata 0\nR old new\nM 100644 \(blob) extra\n\n"
        try it.source.git("fast-import", "--quiet", input: Array(input.utf8))
        let (before, after) = (try it.source.head("main~1"), try it.source.head("main"))
        try await it.fetch()
        let all = try await it.mirror.changes(from: nil, to: before)
        #expect(all.count == 10_000 && all == all.sorted { $0.path < $1.path })
        let renamed = try await it.mirror.changes(from: before, to: after)
        #expect(renamed.count == 10_001)
        #expect(renamed.first { $0.path == "new/77" }?.kind == .renamed(from: "old/77"))
        let report = try await it.mirror.checkout(after, ref: .branch("main"), to: it.workspace)
        #expect(report.files == 10_001)
        #expect(try ScratchRepository.git(in: it.workspace, ["status", "--porcelain"]).isEmpty)
    }

    @Test func `names with spaces, newlines, quotes and bytes that are not UTF-8 arrive byte for byte`() async throws {
        let it = try MirrorFixture()
        let blob = try it.source.blob("x")
        let names: [[UInt8]] = [
            Array("a b".utf8), Array("line\nbreak".utf8), Array("quote\"".utf8), Array("grüß".utf8), [0x66, 0xFF, 0xFE]
        ]
        let entries = names.map { (mode: "100644", name: $0, id: blob) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        let sha = try it.source.commit(rawTree: entries)
        try await it.fetch()
        let changes = try await it.mirror.changes(from: nil, to: sha)
        #expect(changes.map(\.path.bytes) == entries.map(\.name))
        let report = try await it.mirror.checkout(sha, to: it.workspace)
        #expect(report.files == names.count)
        #expect(try ScratchRepository.git(in: it.workspace, ["status", "--porcelain"]).isEmpty)
    }

    @Test func `a file that becomes a link counts as modified, once`() async throws {
        let it = try MirrorFixture()
        let before = try it.source.commit(["a": "1"])
        try FileManager.default.removeItem(atPath: it.source.folder.path("a"))
        try FileManager.default.createSymbolicLink(
            atPath: it.source.folder.path("a"), withDestinationPath: "elsewhere")
        let after = try it.source.commit()
        try await it.fetch()
        let changes = try await it.mirror.changes(from: before, to: after)
        #expect(changes == [ChangedPath(path: "a", kind: .modified)])
    }
}
