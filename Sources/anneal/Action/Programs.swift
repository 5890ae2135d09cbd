import Foundation
import Glibc

/// Programs of the machine that built-in actions start.
enum Programs {
    /// The absolute path of a program on the job's PATH.
    static func find(_ name: String, in job: JobProcess) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        for folder in (job.environment["PATH"] ?? "").split(separator: ":") {
            let path = "\(folder)/\(name)"
            if access(path, X_OK) == 0, isFile(path) { return path }
        }
        return nil
    }

    static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// Runs it with the step's own output.
    ///
    /// - Returns: the exit code; 128 and the signal's number when one ended it.
    static func run(
        _ name: String, _ arguments: [String], in job: JobProcess, folder: String,
        adding variables: [String: String] = [:]
    ) throws -> Int32 {
        let process = try make(name, arguments, in: job, folder: folder)
        process.environment?.merge(variables) { $1 }
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// Runs it and reads what it prints; nil when it fails.
    static func output(_ name: String, _ arguments: [String], in job: JobProcess) throws -> String? {
        let process = try make(name, arguments, in: job, folder: job.workspace)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func make(
        _ name: String, _ arguments: [String], in job: JobProcess, folder: String
    ) throws(ActionFailure) -> Process {
        guard let path = find(name, in: job) else { throw ActionFailure("there is no program '\(name)' on the PATH") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = job.environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        return process
    }
}
