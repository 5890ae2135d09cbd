"""A real server as its users meet it: over HTTP, by its command line, with real git repositories."""

import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

#: For things that take milliseconds on an idle machine; only how long a test may hang, never what it asserts.
PATIENCE = 60


BIN = Path(os.environ.get("ANNEAL_BIN", Path(__file__).resolve().parents[2] / ".build" / "debug"))


def binary(name="anneal"):
    path = BIN / name
    assert os.access(path, os.X_OK), f"there is no program {path}; ANNEAL_BIN names the folder of the binaries"
    return str(path)


def eventually(look, what, patience=PATIENCE):
    """What `look` returns as soon as it is true."""
    end = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"within {patience} s not seen: {what}"
        time.sleep(0.05)


def environment(**more):
    """Without the settings of whoever runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANNEAL_", "GIT_"))}
    return clean | {
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org", "GIT_CONFIG_GLOBAL": os.devnull,
    } | more


def anneal(*arguments, cwd=None, **more):
    """The command line, away from any server unless `more` says where one is."""
    return subprocess.run(
        [binary(), *map(str, arguments)], cwd=cwd, env=environment(**more), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=PATIENCE * 3)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`anneal serve` with a data folder of its own."""

    def __init__(self, data, *flags):
        self.data = Path(data)
        self.flags = flags
        self.process = None

    def start(self):
        address = self.data / "address"
        address.unlink(missing_ok=True)
        self.output = open(f"{self.data}.log", "ab")
        self.process = subprocess.Popen(
            [binary(), "serve", "--data", str(self.data), "--listen", "127.0.0.1:0", *self.flags],
            env=environment(HOME=str(self.data.parent)), stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=self.output)

        def listening():
            assert self.process.poll() is None, f"the server ended:\n{self.log}"
            return address.exists() and address.read_text().strip()

        text = eventually(listening, "the server's address")
        self.port = int(text.rsplit(":", 1)[1].rstrip("/"))
        self.token = (self.data / "admin-token").read_text().strip()
        eventually(lambda: self.get("/healthz").status == 200, "a healthy server")
        return self

    @property
    def log(self):
        return Path(f"{self.data}.log").read_text(errors="replace")

    def stop(self):
        """Ends it as an administrator does, who is promised that it takes no more than 5 s."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                pytest.fail("the server did not end after SIGTERM")
        self.output.close()

    def is_alive(self):
        return self.process.poll() is None and self.get("/healthz").status == 200

    def request(self, method, path, body=None, headers=None, token=True):
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = "Bearer " + (token if isinstance(token, str) else self.token)
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def session(self):
        """The cookie of a browser that has signed in."""
        answer = self.post("/sign-in", urlencode({"token": self.token}), token=False,
                           headers={"Content-Type": "application/x-www-form-urlencoded"})
        return answer.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, body=body, **more)

    def api(self, path):
        """A read that has to work."""
        answer = self.get("/api/v1" + path)
        assert answer.status == 200, answer.text
        return answer.json

    def items(self, path):
        """A whole list, page by page."""
        found, page = [], self.api(path)
        while True:
            found += page["items"]
            if page.get("next") is None:
                return found
            page = self.api(f"{path}{'&' if '?' in path else '?'}before={page['next']}")

    def listen(self, path, headers=None):
        """Server-sent events, as (event, id, data), until the server ends them or the caller stops."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Authorization": "Bearer " + self.token, **(headers or {})})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        assert answer.headers["Content-Type"].startswith("text/event-stream")

        def messages():
            fields = {}
            try:
                while line := answer.readline():
                    line = line.decode().rstrip("\r\n")
                    if line.startswith(":"):
                        yield "comment", None, line[1:].strip()
                    elif line:
                        name, _, value = line.partition(":")
                        fields[name] = fields[name] + "\n" + value[1:] if name in fields else value[1:]
                    elif fields:
                        yield fields.get("event", "message"), fields.get("id"), fields.get("data", "")
                        fields = {}
            finally:
                connection.close()

        return messages()

    def cli(self, *arguments, cwd=None):
        """The command line on the server's own machine: it finds address and token in the data folder."""
        return anneal(*arguments, cwd=cwd, ANNEAL_DATA=str(self.data))

    def ok(self, *arguments, cwd=None):
        done = self.cli(*arguments, cwd=cwd)
        assert done.returncode == 0, f"anneal {' '.join(map(str, arguments))}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def lines(self, *arguments):
        """What a list prints with --json."""
        return [json.loads(line) for line in self.ok(*arguments, "--json").splitlines()]

    def query(self, sql, *values):
        """Looks into the database, past the API."""
        database = sqlite3.connect(f"file:{self.data}/anneal.db?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def settled(self, run):
        """A run once it is over."""
        return eventually(
            lambda: (found := self.api(f"/runs/{run}"))["state"] == "completed" and found, f"the end of run {run}")

    def run_of(self, sha):
        """The run that a commit started, once it is over."""
        runs = eventually(lambda: [run for run in self.items("/runs") if run.get("sha") == sha], f"a run of {sha}")
        return self.settled(runs[0]["id"])

    def jobs(self, run):
        return {job["key"]: job for job in self.items(f"/runs/{run}/jobs")}


class Repository:
    """A bare repository that is pushed to, with somebody's clone of it."""

    def __init__(self, folder, name="weather"):
        folder = Path(folder)
        self.bare, self.work, self.name = folder / f"{name}.git", folder / name, name
        self._git("init", "--quiet", "--bare", "--initial-branch=main", self.bare, cwd=folder)
        self._git("clone", "--quiet", self.bare, self.work, cwd=folder)
        self.git("symbolic-ref", "HEAD", "refs/heads/main")

    @staticmethod
    def _git(*arguments, cwd):
        done = subprocess.run(
            ["git", *map(str, arguments)], cwd=cwd, env=environment(), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=PATIENCE)
        assert done.returncode == 0, f"git {arguments}: {done.stderr}"
        return done.stdout.strip()

    def git(self, *arguments):
        return self._git(*arguments, cwd=self.work)

    def commit(self, files, message="A change"):
        """Writes the files, which nil removes, and commits them. Returns the commit."""
        for path, text in files.items():
            target = self.work / path
            if text is None:
                target.unlink()
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def push(self, files=None, ref="main", message="A change"):
        sha = self.commit(files, message) if files is not None else self.git("rev-parse", "HEAD")
        self.git("push", "--quiet", "origin", f"HEAD:{ref}")
        return sha


def workflow(text, name="ci"):
    return {f".anneal/workflows/{name}.yml": text}


@pytest.fixture
def make_server(tmp_path):
    """Starts servers that end with the test."""
    servers = []

    def make(*flags, data="data"):
        server = Server(tmp_path / data, *flags)
        servers.append(server)
        return server.start()

    yield make
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One server for all tests of a file that only add to it."""
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder / "data")
    yield server.start()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
