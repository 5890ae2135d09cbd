import Core
import Foundation
import Git
import Testing

@Suite struct FilesTests {
    @Test func `workflow files are read from the commit, each refusal with its reason`() async throws {
        let it = try MirrorFixture()
        try FileManager.default.createDirectory(
            atPath: it.source.folder.path(".anneal/workflows"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: it.source.folder.path(".anneal/workflows/link.yml"), withDestinationPath: "/etc/passwd")
        let sha = try it.source.commit([
            ".anneal/workflows/b.yml": "name: b", ".anneal/workflows/a.yaml": "name: a",
            ".anneal/workflows/notes.txt": "no", ".anneal/workflows/deep/c.yml": "no",
            ".anneal/workflows/large.yml": String(repeating: "x", count: (1 << 20) + 1)
        ])
        try await it.fetch()
        let files = try await it.mirror.files(at: sha, under: ".anneal/workflows/", suffixes: [".yml", ".yaml"])
        #expect(
            files == [
                TreeFile(path: ".anneal/workflows/a.yaml", content: .bytes(Array("name: a".utf8))),
                TreeFile(path: ".anneal/workflows/b.yml", content: .bytes(Array("name: b".utf8))),
                TreeFile(
                    path: ".anneal/workflows/large.yml", content: .refused("has 1048577 bytes; the limit is 1048576")),
                TreeFile(
                    path: ".anneal/workflows/link.yml", content: .refused("is a symbolic link; write the file itself"))
            ])
        #expect(try await it.mirror.files(at: sha, under: "nothing/here").isEmpty)
        #expect(try await it.mirror.files(at: sha, under: ".anneal/workflows/b.yml").isEmpty)
        #expect(try await it.mirror.file(at: sha, path: "nothing") == nil)
        #expect(
            try await it.mirror.file(at: sha, path: ".anneal/workflows/deep/c.yml")?.content == .bytes(Array("no".utf8))
        )
    }
}
