import Core
import Foundation
import Git
import Testing

@Suite struct RefStampTests {
    /// When everything that the tests make is old.
    private let later = Timestamp.now() + .seconds(3600)

    @Test func `it stays while no ref moves, and changes with every way a ref can move`() throws {
        let repository = try ScratchRepository()
        try repository.commit(["a": "1"])
        var last = try #require(RefStamp(of: repository.path, at: later))
        try repository.write("2", to: "a")
        #expect(RefStamp(of: repository.path, at: later) == last)
        let moves: [(ScratchRepository) throws -> Void] = [
            { try $0.commit() }, { try $0.git("branch", "feature/x") }, { try $0.git("tag", "v1") },
            { try $0.git("pack-refs", "--all") }, { try $0.git("update-ref", "refs/heads/feature/x", "HEAD~1") },
            { try $0.git("branch", "-D", "feature/x") }, { try $0.git("symbolic-ref", "HEAD", "refs/heads/other") }
        ]
        for (number, move) in moves.enumerated() {
            try move(repository)
            let stamp = try #require(RefStamp(of: repository.path, at: later))
            #expect(stamp != last, "move \(number)")
            last = stamp
        }
        #expect(RefStamp(of: "file://" + repository.path, at: later) == last)
    }

    @Test func `what is new has none, since the next move may leave no trace within the same tick`() throws {
        let repository = try ScratchRepository()
        try repository.commit()
        #expect(RefStamp(of: repository.path, at: .now()) == nil)
    }

    @Test func `what is no local repository with refs in files has none`() throws {
        let repository = try ScratchRepository()
        try repository.commit()
        let worktree = try ScratchFolder()
        try repository.git("worktree", "add", "-q", worktree.path("tree"))
        #expect(RefStamp(of: worktree.path("tree"), at: later) == nil)
        #expect(RefStamp(of: worktree.path("nothing"), at: later) == nil)
        #expect(RefStamp(of: "https://example.org/a.git", at: later) == nil)
    }
}
