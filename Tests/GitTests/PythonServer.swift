import Foundation
import Testing

/// A Python program that prints its port and serves until it is let go.
final class PythonServer {
    let port: Int
    private let process: ChildProcess

    init(_ arguments: [String]) throws {
        process = try ChildProcess(["python3"] + arguments, environment: ProcessInfo.processInfo.environment)
        port = try #require(Int(process.firstLine()))
    }

    /// `git http-backend` over a folder of repositories.
    convenience init(serving root: String, token: String? = nil) throws {
        try self.init(["-c", HTTPBackend.script, root] + (token.map { [$0] } ?? []))
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
        process.kill()
    }
}
