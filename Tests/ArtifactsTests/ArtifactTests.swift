import Artifacts
import Core
import Foundation
import Testing

@Suite struct ArtifactTests {
    private func owner(run: Int64 = 1, runAttempt: Int = 1, job: Int64 = 1, jobAttempt: Int = 1) -> ArtifactStore.Owner
    {
        .init(
            repository: RepositoryID(1), run: RunID(run), runAttempt: runAttempt, job: JobID(job),
            jobAttempt: jobAttempt)
    }

    @discardableResult
    private func upload(
        _ it: Scratch, _ name: String = "artifact", paths: String = "out", hidden: Bool = false,
        overwrite: Bool = false, level: Int = 6, by owner: ArtifactStore.Owner? = nil,
        retention: Duration = .seconds(60)
    ) throws -> ArtifactRecord {
        try it.artifacts.upload(
            try UploadFiles(it.patterns(paths), includesHidden: hidden), name: name, owner: owner ?? self.owner(),
            level: level, overwrite: overwrite, retention: retention, at: .at(0))
    }

    /// The names in an artifact made of these paths.
    private func names(_ it: Scratch, _ paths: String, hidden: Bool = false) throws -> [String] {
        let record = try upload(it, paths: paths, hidden: hidden, overwrite: true)
        let folder = it.path + "/got-\(record.id)"
        try it.artifacts.download(record, to: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    @Test func `names begin below the folder that is named, or below what several have in common`() throws {
        let it = try Scratch()
        try it.write(["out/a/x.txt": "1", "out/a/y.log": "2", "out/b/z.txt": "3", "top.txt": "4"])
        #expect(try names(it, "out") == ["a/x.txt", "a/y.log", "b/z.txt"])
        #expect(try names(it, "out/a/x.txt") == ["x.txt"])
        #expect(try names(it, "out/**/*.txt") == ["a/x.txt", "b/z.txt"])
        #expect(try names(it, "out/a\nout/b") == ["a/x.txt", "a/y.log", "b/z.txt"])
        #expect(try names(it, "out/a\ntop.txt") == ["out/a/x.txt", "out/a/y.log", "top.txt"])
        #expect(try names(it, "out/*/x.txt") == ["a/x.txt"])
        #expect(try names(it, "out\n!out/**/*.log") == ["a/x.txt", "b/z.txt"])
        #expect(try names(it, "out\n!**/*.txt\nout/b/z.txt") == ["a/y.log", "b/z.txt"])
        #expect(try names(it, it.workspace + "/out/[ab]/?.txt") == ["a/x.txt", "b/z.txt"])
    }

    @Test func `hidden files come along only when they are asked for`() throws {
        let it = try Scratch()
        try it.write(["out/.secret": "1", "out/.git/config": "2", "out/seen": "3"])
        #expect(try names(it, "out") == ["seen"])
        #expect(try names(it, "out", hidden: true) == [".git/config", ".secret", "seen"])
        #expect(try UploadFiles(it.patterns("nothing"), includesHidden: true).count == 0)
    }

    @Test func `links are followed, and those in a circle end`() throws {
        let it = try Scratch()
        try it.write(["data/x": "1", "out/y": "2"])
        try FileManager.default.createSymbolicLink(
            atPath: it.workspace + "/out/link", withDestinationPath: "../data")
        try FileManager.default.createSymbolicLink(atPath: it.workspace + "/out/circle", withDestinationPath: ".")
        #expect(try names(it, "out") == ["link/x", "y"])
    }

    @Test func `a name is taken once in a run, unless it is overwritten`() throws {
        let it = try Scratch()
        try it.write(["out/a": "1"])
        let first = try upload(it)
        let error = #expect(throws: ArtifactsError.self) { try upload(it, by: owner(job: 2)) }
        #expect(error?.message.contains("overwrite: true") == true)
        try it.write(["out/a": "2"])
        let second = try upload(it, overwrite: true)
        #expect(try it.artifacts.all(of: RunID(1)).map(\.id) == [second.id])
        #expect(second.id > first.id)
        #expect(it.blobs.count == 1)
        // Another run has its own names.
        try upload(it, by: owner(run: 2))
    }

    @Test func `what an earlier attempt left may be replaced`() throws {
        let it = try Scratch()
        try it.write(["out/a": "1"])
        try upload(it)
        try upload(it, by: owner(jobAttempt: 2))
        let last = try upload(it, by: owner(runAttempt: 2, job: 3))
        #expect(try it.artifacts.all(of: RunID(1)).map(\.id) == [last.id])
    }

    @Test func `retention ends an artifact and its blob`() throws {
        let it = try Scratch()
        try it.write(["out/a": "1"])
        try upload(it, "short", retention: .seconds(60))
        try it.write(["out/a": "2"])
        try upload(it, "long", retention: .seconds(600))
        try it.artifacts.sweep(at: .at(61))
        #expect(try it.artifacts.all(of: RunID(1)).map(\.name) == ["long"])
        #expect(it.blobs.count == 1)
    }

    @Test func `the level of compression changes the size, not the files`() throws {
        let it = try Scratch()
        try it.write(["out/a": String(repeating: "0123456789", count: 10_000)])
        let stored = try upload(it, "stored", level: 0)
        let best = try upload(it, "best", level: 9)
        #expect(stored.blob.size > 100_000 && best.blob.size < 5_000 && stored.size == best.size)
        try it.artifacts.download(stored, to: it.workspace + "/got")
        #expect(it.read("got/a")?.count == 100_000)
    }

    @Test(arguments: ["", "a/b", "..", "a\nb", "a:b", "a*"])
    func `a name that is no folder's is refused`(name: String) {
        #expect(throws: ArtifactsError.self) { try ArtifactName.check(name) }
    }
}
