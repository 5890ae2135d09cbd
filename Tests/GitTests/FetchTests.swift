import Core
import Foundation
import Git
import Testing

@Suite struct FetchTests {
    @Test(arguments: ["", "file://"])
    func `a fetch reports new, moved and deleted references`(scheme: String) async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1"])
        try it.source.git("branch", "topic")
        try it.source.git("tag", "-a", "v1", "-m", "one")
        let tag = try it.source.head("v1")
        let url = scheme + it.source.path
        let one = try await it.mirror.fetch(from: url)
        #expect(one.updates.map(\.ref.name) == ["refs/heads/main", "refs/heads/topic", "refs/tags/v1"])
        #expect(one.updates.last?.after == RefTarget(object: tag, commit: first))
        #expect(one.updates.allSatisfy { $0.before == nil })

        let second = try it.source.commit(["a": "2"])
        try it.source.git("branch", "-D", "topic")
        try it.source.git("branch", "topic/one")
        let two = try await it.mirror.fetch(from: url)
        #expect(two.updates.map(\.ref.name) == ["refs/heads/topic", "refs/heads/main", "refs/heads/topic/one"])
        #expect(two.updates[0].after == nil)
        #expect(two.updates[1].before?.commit == first && two.updates[1].after?.commit == second)
        #expect(try await it.mirror.fetch(from: url).updates.isEmpty)
        #expect(try await it.mirror.references() == Mirror.remoteReferences(url).references)
    }

    @Test func `what is copied is whole and sound in git's own eyes`() async throws {
        let it = try MirrorFixture()
        for number in 0..<4 {
            var files: [String: String] = [:]
            for file in 0..<200 { files["folder\(file % 7)/file\(file)"] = "\(number) \(file)" }
            try it.source.commit(files)
        }
        try await it.fetch()  // Enough objects for a pack.
        try it.source.commit(["folder1/file1": "last"])
        try await it.fetch()  // Few enough for single objects.
        let report = try ScratchRepository.git(in: it.mirror.path, ["fsck", "--full", "--strict"])
        #expect(report.isEmpty)
        #expect(try ScratchRepository.git(in: it.mirror.path, ["log", "--oneline"]).split(separator: "\n").count == 5)
    }

    @Test func `a force-push moves the branch and keeps the old commit`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        let old = try it.source.commit(["a": "2"])
        try await it.fetch()
        try it.source.git("reset", "-q", "--hard", "HEAD~1")
        let new = try it.source.commit(["a": "3"])
        let result = try await it.fetch()
        #expect(result.updates.map(\.after?.commit) == [new])
        #expect(try await it.mirror.contains(old))
        #expect(try await it.mirror.isAncestor(old, of: new) == false)
    }

    @Test func `lock files that a killed process left behind do not stop a fetch`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try await it.fetch()
        try it.folder.write("", to: "mirror.git/refs/heads/main.lock")
        let new = try it.source.commit(["a": "2"])
        #expect(try await it.fetch().updates.map(\.after?.commit) == [new])
    }

    @Test func `two mirrors fetch and check out at once`() async throws {
        let fixtures = try (0..<4).map { _ in try MirrorFixture() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, it) in fixtures.enumerated() {
                group.addTask {
                    let sha = try it.source.commit(["a": "\(number)"])
                    try await it.fetch()
                    _ = try await it.mirror.checkout(sha, to: it.workspace)
                    #expect(try it.folder.read("workspace/a") == "\(number)")
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `the default branch is the remote's HEAD, else main or master`() async throws {
        let it = try MirrorFixture()
        #expect(try await it.mirror.defaultBranch() == nil)
        try it.source.commit(["a": "1"])
        try it.source.git("branch", "develop")
        try it.source.git("symbolic-ref", "HEAD", "refs/heads/develop")
        try await it.fetch()
        #expect(try await it.mirror.defaultBranch() == .branch("develop"))
        try it.source.git("symbolic-ref", "HEAD", "refs/heads/gone")
        try await it.fetch()
        #expect(try await it.mirror.defaultBranch() == .branch("main"))
    }

    @Test func `a tag on something that is no commit is left out and said`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.git("tag", "odd", try it.source.blob("x"))
        let result = try await it.fetch()
        #expect(result.updates.map(\.ref.name) == ["refs/heads/main"])
        #expect(result.leftOut == ["refs/tags/odd: it does not lead to a commit"])
    }

    @Test func `a shallow source is refused with what to do`() async throws {
        let it = try MirrorFixture()
        try it.source.commit(["a": "1"])
        try it.source.commit(["a": "2"])
        try it.source.git("clone", "-q", "--depth", "1", "file://" + it.source.path, it.folder.path("shallow"))
        let error = await #expect(throws: GitError.self) {
            try await it.mirror.fetch(from: it.folder.path("shallow"))
        }
        #expect(error?.message.contains("git fetch --unshallow") == true)
    }

    @Test func `names resolve to commits, and spellings that are more than names do not`() async throws {
        let it = try MirrorFixture()
        let first = try it.source.commit(["a": "1"], message: "first line\n\nbody")
        try it.source.git("tag", "-a", "v1", "-m", "one")
        let second = try it.source.commit(["a": "2"])
        try await it.fetch()
        let mirror = it.mirror
        #expect(try await mirror.resolve("main") == second)
        #expect(try await mirror.resolve("v1") == first)
        #expect(try await mirror.resolve("refs/tags/v1") == first)
        #expect(try await mirror.resolve("HEAD") == second)
        #expect(try await mirror.resolve(first.short) == first)
        #expect(try await mirror.resolve(first.hex.uppercased()) == first)
        for name in ["HEAD~1", "main^", "nothing", "", "..", "main@{1}", "deadbeef"] {
            #expect(try await mirror.resolve(name) == nil, "\(name)")
        }
        let info = try await mirror.commit(first)
        #expect(info.title == "first line" && info.parents.isEmpty && info.author.email == "ada@example.org")
        #expect(info.committer.time == Timestamp(milliseconds: 1_700_000_000_000))
        #expect(try await mirror.mergeBase(first, second) == first)
        #expect(try await mirror.isAncestor(first, of: second))
        #expect(try await mirror.isAncestor(second, of: first) == false)
        await #expect(throws: GitError.self) { try await mirror.commit(.zero) }
    }
}
