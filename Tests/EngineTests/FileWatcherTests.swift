import Engine
import Foundation
import Testing

/// inotify as the engine uses it: on real files.
struct FileWatcherTests {
    @Test
    func `a patient listener is told of many changes together, after the others were told of each`() async throws {
        let folder = try ScratchFolder()
        let watcher = try FileWatcher()
        let path = folder.path + "/journal"
        try Data().write(to: URL(fileURLWithPath: path))
        let (told, continuation) = AsyncStream.makeStream(of: String.self)
        let patient = try watcher.watch(path, .modified, isPatient: true) { continuation.yield("patient") }
        let other = try watcher.watch(path, .closedAfterWriting) { continuation.yield("other") }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for _ in 0..<10 { try file.write(contentsOf: Data("fact\n".utf8)) }
        try file.close()
        var words: [String] = []
        for await word in told {
            words.append(word)
            if word == "patient" { break }
        }
        #expect(words.last == "patient")
        #expect(words.contains("other"))
        watcher.remove(patient)
        watcher.remove(other)
    }

    @Test
    func `a patient listener is told again of what happens later`() async throws {
        let folder = try ScratchFolder()
        let watcher = try FileWatcher()
        let path = folder.path + "/journal"
        try Data().write(to: URL(fileURLWithPath: path))
        let (told, continuation) = AsyncStream.makeStream(of: Void.self)
        let watch = try watcher.watch(path, .modified, isPatient: true) { continuation.yield() }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var times = told.makeAsyncIterator()
        for _ in 0..<3 {
            try file.write(contentsOf: Data("fact\n".utf8))
            await times.next()
        }
        watcher.remove(watch)
    }
}
