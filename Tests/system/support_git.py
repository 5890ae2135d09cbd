"""A git server over HTTP, as a forge is one: repositories below a folder, behind a token where there is one."""

import base64
import http.server
import os
import subprocess
import threading


class GitServer:
    """Serves the folder by way of `git http-backend`.

    `token` is asked for as the password. `failures` is how many requests are answered 503 from now on; `seen` has the
    authorization of each request that was answered otherwise.
    """

    def __init__(self, folder, token=None):
        self.folder, self.token = folder, token
        self.failures, self.refused, self.seen = 0, 0, []
        self.lock = threading.Lock()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_GET(self):
                server.answer(self, b"")

            def do_POST(self):
                if self.headers.get("Transfer-Encoding") == "chunked":
                    body = b""
                    while size := int(self.rfile.readline(), 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.answer(self, body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def source(self):
        """For `actions.sources`."""
        return f"http://127.0.0.1:{self.port}/{{owner}}/{{repo}}.git"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request, body):
        with self.lock:
            if self.failures:
                self.failures -= 1
                self.refused += 1
                return self.refuse(request, 503)
        given = request.headers.get("Authorization", "")
        password = base64.b64decode(given.partition(" ")[2]).partition(b":")[2].decode()
        if self.token and password != self.token:
            return self.refuse(request, 401, ("WWW-Authenticate", 'Basic realm="git"'))
        self.seen.append(given)
        path, _, query = request.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": str(self.folder), "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": request.command,
            "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        if request.headers.get("Content-Encoding"):
            environment["HTTP_CONTENT_ENCODING"] = request.headers["Content-Encoding"]
        if request.headers.get("Git-Protocol"):
            environment["HTTP_GIT_PROTOCOL"] = request.headers["Git-Protocol"]
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        request.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in fields.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    @staticmethod
    def refuse(request, status, *fields):
        request.send_response(status)
        for name, value in fields:
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()
