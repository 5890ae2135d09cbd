import Artifacts
import Core
import Foundation

/// A storage and a workspace of one test, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("anneal-storage-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: workspace, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var storage: Storage { Storage(path + "/storage") }
    var caches: CacheStore { CacheStore(storage) }
    var artifacts: ArtifactStore { ArtifactStore(storage) }
    var workspace: String { path + "/work space" }
    var home: String { path + "/home" }

    func write(_ files: [String: String]) throws {
        for (name, text) in files {
            let file = URL(fileURLWithPath: "\(workspace)/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    func read(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(workspace)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    /// The files below a folder of the workspace, sorted.
    func files(_ folder: String = "") -> [String] {
        let root = folder.isEmpty ? workspace : "\(workspace)/\(folder)"
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
        return all.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    func patterns(_ text: String) throws -> [PathPattern] {
        try PathPattern.lines(text, workspace: workspace, home: home)
    }

    func empty() throws {
        try FileManager.default.removeItem(atPath: workspace)
        try FileManager.default.createDirectory(atPath: workspace, withIntermediateDirectories: true)
    }

    /// Every blob that is stored.
    var blobs: [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: storage.path + "/blobs")) ?? [])
            .filter { $0.contains("/") }
    }
}

extension Timestamp {
    /// A moment of a test: so many seconds after its beginning.
    static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_700_000_000_000 + seconds * 1000) }
}
