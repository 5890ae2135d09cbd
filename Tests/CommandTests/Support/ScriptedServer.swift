import Foundation
import Glibc

/// A real HTTP server on loopback that answers from a table and keeps what it was asked.
final class ScriptedServer: @unchecked Sendable {
    struct Answer: Encodable {
        var status = 200
        var type = "application/json"
        var body: String
        var headers: [String: String] = [:]

        static func json(_ body: String, status: Int = 200) -> Answer { Answer(status: status, body: body) }
        static func events(_ events: String) -> Answer { Answer(type: "text/event-stream", body: events) }
        static func log(_ body: String) -> Answer { Answer(type: "text/plain", body: body) }
    }

    // Written once, in init.
    private let process = Process()
    let address: String
    private let log: String

    /// - Parameter table: `GET /path?query` and its answers, in turn; the last one again and again.
    init(_ table: [String: [Answer]], in scratch: Scratch) throws {
        log = scratch.path + "/requests-" + UUID().uuidString
        let file = log + ".table"
        try JSONEncoder().encode(table).write(to: URL(fileURLWithPath: file))
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.program, file, log]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:" + port.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        // The worker threads that tests run on block TERM, and a child inherits that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// `GET /path token body`, a line each.
    var requests: [String] {
        ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    private static let program = """
        import json, sys, threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        table, lock, log = json.load(open(sys.argv[1])), threading.Lock(), open(sys.argv[2], "w")
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def date_time_string(self, timestamp=None): return "Fri, 15 Jan 2027 08:00:00 GMT"
            def answer(self):
                key = self.command + " " + self.path
                size = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(size).decode()
                with lock:
                    token = self.headers.get("Authorization", "-")
                    parts = [key, token] + ([self.headers["Range"]] if "Range" in self.headers else []) + [body]
                    log.write(" ".join(parts).strip() + "\\n"); log.flush()
                    answers = table.get(key) or [{"status": 404, "type": "application/problem+json", "headers": {},
                        "body": json.dumps({"status": 404, "title": "Not Found", "detail": "nothing at " + key})}]
                    one = answers.pop(0) if len(answers) > 1 else answers[0]
                data = one["body"].encode()
                self.send_response(one["status"])
                for name, value in one["headers"].items(): self.send_header(name, value)
                if one["status"] != 204:
                    self.send_header("Content-Type", one["type"])
                    self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if one["status"] != 204: self.wfile.write(data)
            do_GET = do_POST = do_DELETE = answer
            def log_message(self, *arguments): pass
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        server.serve_forever()
        """
}
