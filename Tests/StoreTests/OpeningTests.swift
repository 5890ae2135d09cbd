import Core
import Foundation
import GRDB
import Store
import Testing

@Suite struct OpeningTests {
    @Test func `a new database is private to its user`() throws {
        let test = try TestStore()
        let manager = FileManager.default
        func mode(_ path: String) throws -> Int? {
            try (manager.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
        }
        #expect(try mode(test.path) == 0o600)
        #expect(try mode(test.path + "-wal") == 0o600)
        #expect(try mode(test.folder + "/data") == 0o700)
    }

    @Test func `a loose mode of an existing file is tightened`() throws {
        let path = try scratchFile(Data())
        defer { removeFolder(of: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let store = try Store(path: path)
        defer { store.close() }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
    }

    @Test func `what was written is there after the store was abandoned without closing`() async throws {
        let test = try TestStore()
        let id = try await test.addRepository()
        let second = try Store(path: test.path)
        defer { second.close() }
        let record = try #require(try await second.read { try $0.repository(id) })
        #expect(record.name == "acme/weather")
        #expect(record.webhookSecret?.reveal() == "hush")
        #expect("\(record)".contains("hush") == false)
    }

    @Test func `a database of a newer version is refused`() throws {
        let test = try TestStore()
        try test.sql("INSERT INTO grdb_migrations (identifier) VALUES ('99')")
        test.store.close()
        let error = #expect(throws: StoreError.self) { _ = try Store(path: test.path) }
        #expect(error?.code == .newerSchema)
        #expect(error?.description.contains(test.path) == true)
    }

    @Test func `a file that is no database is refused and left alone`() throws {
        let text = Data(String(repeating: "not a database\n", count: 500).utf8)
        let path = try scratchFile(text)
        defer { removeFolder(of: path) }
        let error = #expect(throws: StoreError.self) { _ = try Store(path: path) }
        #expect(error?.code == .corrupt)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
    }

    @Test func `a database of another program is refused`() throws {
        let path = try scratchFile(Data())
        defer { removeFolder(of: path) }
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
        try other.close()
        let error = #expect(throws: StoreError.self) { _ = try Store(path: path) }
        #expect(error?.code == .corrupt)
    }

    @Test func `an empty file becomes a database`() async throws {
        let path = try scratchFile(Data())
        defer { removeFolder(of: path) }
        let store = try Store(path: path)
        defer { store.close() }
        #expect(try await store.read { try $0.repositories() }.isEmpty)
    }

    @Test func `a place where nothing can be made is named`() throws {
        let path = try scratchFile(Data("a file".utf8))
        defer { removeFolder(of: path) }
        let error = #expect(throws: StoreError.self) { _ = try Store(path: path + "/below/a.db") }
        #expect(error?.code == .cannotOpen)
    }

    @Test func `a closed store says so`() async throws {
        let test = try TestStore()
        test.store.close()
        let error = await #expect(throws: StoreError.self) { try await test.store.read { try $0.repositories() } }
        #expect(error?.code == .closed)
        let other = await #expect(throws: StoreError.self) { try await test.addRepository() }
        #expect(other?.code == .closed)
    }

    private func scratchFile(_ content: Data) throws -> String {
        let folder = NSTemporaryDirectory() + "store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try content.write(to: URL(fileURLWithPath: folder + "/file"))
        return folder + "/file"
    }

    private func removeFolder(of path: String) {
        try? FileManager.default.removeItem(atPath: String(path.dropLast("/file".count)))
    }
}
