import Foundation
import Testing

/// A real HTTP server in a process of its own, on loopback, a Unix socket and TLS with a certificate nobody signed.
///
/// One for all tests; it ends, and takes its folder along, when its input does: with the tests' process.
final class TestServer: Sendable {
    private static let started = Result { try TestServer() }
    static var shared: TestServer { get throws { try started.get() } }

    let url: String
    let tlsURL: String
    /// Where nobody listens.
    let deadURL: String
    let socket: String
    private let process: Process

    private init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "transfer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        socket = folder.appending(path: "s").path
        let script = folder.appending(path: "server.py")
        try Self.script.write(to: script, atomically: true, encoding: .utf8)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        var line = ""
        while !line.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the test server did not start")
            line += String(decoding: data, as: UTF8.self)
        }
        let ports = line.split(whereSeparator: \.isWhitespace)
        try #require(ports.count == 3)
        url = "http://127.0.0.1:\(ports[0])"
        tlsURL = "https://127.0.0.1:\(ports[1])"
        deadURL = "127.0.0.1:\(ports[2])"
    }

    private static let script = #"""
        import collections, json, os, shutil, socket, socketserver, ssl, subprocess, sys, threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        from urllib.parse import urlsplit, parse_qs

        arrived = collections.defaultdict(threading.Event)
        counts, lock = collections.Counter(), threading.Lock()
        gone = collections.defaultdict(threading.Event)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *args): pass
            def address_string(self): return "local"
            def answer(self, status, body, headers=()):
                self.send_response(status)
                for name, value in headers: self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD": self.wfile.write(body)
            def chunk(self, data):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data)); self.wfile.flush()
            def chunked(self, kind):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
            def handle_any(self):
                parts = urlsplit(self.path); query = parse_qs(parts.query); path = parts.path
                if path == "/echo":
                    body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                    peer = self.client_address[1] if isinstance(self.client_address, tuple) else 0
                    self.answer(200, json.dumps({"method": self.command, "headers": dict(self.headers),
                        "body": body.decode("latin-1"), "peer": peer}).encode(), [("X-Twice", "1"), ("X-Twice", "2")])
                elif path == "/large": self.answer(200, b"x" * int(query["n"][0]))
                elif path == "/endless":
                    self.chunked("text/plain")
                    try:
                        while True: self.chunk(b"y" * 65536)
                    except OSError: gone[parts.query].set()
                elif path == "/hang":
                    
                    with lock:
                        counts[parts.query] += 1
                        if counts[parts.query] == int(query.get("many", ["1"])[0]): arrived[parts.query].set()
                    threading.Event().wait()
                elif path == "/silent":
                    self.chunked("text/plain"); self.chunk(b"hello"); threading.Event().wait()
                elif path == "/arrived": arrived[parts.query].wait(); self.answer(200, b"")
                elif path == "/gone": gone[parts.query].wait(); self.answer(200, b"")
                elif path == "/redirect": self.answer(302, b"", [("Location", query["to"][0])])
                elif path == "/round": self.answer(302, b"", [("Location", "/round")])
                elif path == "/headers": self.answer(200, b"", [("X-%d" % i, "v" * 1000) for i in range(99)] * 3)
                elif path == "/cut":
                    self.send_response(200); self.send_header("Content-Length", "10"); self.end_headers()
                    self.wfile.write(b"abc"); self.close_connection = True
                elif path == "/events":
                    self.chunked("text/event-stream")
                    for piece in ["id: 7\nevent: log\nda", "ta: one\n", "data: two\n\n: comment\n\n", "data: \u00e9\r\n\r\n", "data: lost"]:
                        self.chunk(piece.encode())
                    self.chunk(b"\n"); self.wfile.write(b"0\r\n\r\n")
                else: self.answer(404, b"nothing at " + path.encode())
            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = handle_any

        class QuietServer(ThreadingHTTPServer):
            request_queue_size = 128
            def handle_error(self, request, address): pass

        class UnixServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True

        folder = sys.argv[1]
        web = QuietServer(("127.0.0.1", 0), Handler)
        unix = UnixServer(os.path.join(folder, "s"), Handler)
        tls = QuietServer(("127.0.0.1", 0), Handler)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
            "-keyout", folder + "/key", "-out", folder + "/crt"], check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/crt", folder + "/key")
        tls.socket = context.wrap_socket(tls.socket, server_side=True, do_handshake_on_connect=False)
        for server in (web, unix, tls): threading.Thread(target=server.serve_forever, daemon=True).start()
        dead = socket.socket(); dead.bind(("127.0.0.1", 0))
        print(web.server_port, tls.server_port, dead.getsockname()[1], flush=True)
        sys.stdin.read()
        shutil.rmtree(folder)
        """#
}
