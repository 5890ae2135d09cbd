import Engine
import Foundation
import Glibc

/// A program run to its end, its output passed on when it fails.
enum Command {
    /// - Returns: what it printed, without white space at the ends.
    @discardableResult
    static func run(_ name: String, _ arguments: [String], in folder: String) throws -> String {
        // Foundation waits for the child by its own means, which an ignored SIGCHLD would take away.
        let before = signal(SIGCHLD, SIG_DFL)
        defer { signal(SIGCHLD, before) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else {
            throw EngineError(.io, "\(name) \(arguments.first ?? "") failed: \(text)")
        }
        return text
    }
}
