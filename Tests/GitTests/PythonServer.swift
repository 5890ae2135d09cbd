import Foundation
import Testing

/// A Python program that prints its port and serves until it is let go.
final class PythonServer {
    let port: Int
    private let process = Process()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// `git http-backend` over a folder of repositories.
    convenience init(serving root: String, token: String? = nil) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "http_backend.py")
        try self.init([script.path, root] + (token.map { [$0] } ?? []))
    }

    /// Takes connections, prints what each says first into a file if there is one, and never answers.
    convenience init(silentWritingTo file: String) throws {
        try self.init([
            "-c",
            """
            import socket, sys
            server = socket.create_server(("127.0.0.1", 0))
            print(server.getsockname()[1], flush=True)
            kept = []
            while True:
                connection, _ = server.accept()
                kept.append(connection)
                with open(sys.argv[1], "ab") as file: file.write(connection.recv(64))
            """, file
        ])
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }
}
