"""What the figures share: the server under measurement, repositories to push to, and patience."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(os.environ.get("ANNEAL_BIN", ROOT / ".build" / "release")).resolve()

#: Bounds how long a broken build makes us wait; nothing that is measured comes near it.
PATIENCE = 60


class Unmeasurable(Exception):
    """The figure cannot be measured here, with what to do about it."""


def eventually(look, what, patience=PATIENCE, interval=0.002):
    """What `look` returns as soon as it is true."""
    end = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Unmeasurable(f"not within {patience} s: {what}")
        time.sleep(interval)


def environment(**more):
    """Without the settings of whoever measures."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANNEAL_", "GIT_"))}
    return clean | {
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    } | more


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """`anneal serve` with a data folder of its own."""

    def __init__(self, folder, *flags, **settings):
        self.data = folder / "data"
        self.output = folder / "server.log"
        self.flags = flags
        self.environment = environment(**{f"ANNEAL_{name.upper()}": str(value) for name, value in settings.items()})
        self.process = None
        self.connection = None

    def start(self):
        """Returns the seconds until it said that it is ready."""
        self.port = free_port()
        with open(self.output, "ab") as output:
            begin = time.monotonic()
            self.process = subprocess.Popen(
                [BIN / "anneal", "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
                 "--log-level", "error", *self.flags],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        eventually(self.is_ready, lambda: "a ready server", interval=0.001)
        took = time.monotonic() - begin
        self.token = (self.data / "admin-token").read_text().strip()
        return took

    def is_ready(self):
        if self.process.poll() is not None:
            raise Unmeasurable(f"the server ended: {self.output.read_text(errors='replace')[-2000:]}")
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            self.connection.request("GET", "/healthz")
            answer = self.connection.getresponse()
            answer.read()
            return answer.status == 200
        except OSError:
            return False

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    # -- what it is asked

    def request(self, method, path, body=None, headers=None):
        """Status and body, on a connection that stays open as a browser's does."""
        headers = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server closes idle connections.
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        return answer.status, answer.read()

    def api(self, method, path, body=None):
        data = None if body is None else json.dumps(body)
        status, answer = self.request(method, "/api/v1" + path, data, {"Content-Type": "application/json"})
        if status >= 300:
            raise Unmeasurable(f"{method} {path}: {status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def add(self, name, url, **more):
        return self.api("POST", "/repositories", {"name": name, "url": str(url)} | more)

    def dispatch(self, name, workflow, **inputs):
        body = {"repository": name, "workflow": workflow} | ({"inputs": inputs} if inputs else {})
        return self.api("POST", "/dispatches", body)["event"]

    def runs_of(self, event):
        return self.api("GET", f"/runs?event={event}")["items"]

    def finished(self, event, patience=PATIENCE):
        """The event's one run once it is over."""
        def look():
            runs = self.runs_of(event)
            return runs and runs[0]["state"] == "completed" and runs[0]
        return eventually(look, f"the run of event {event} is over", patience, interval=0.005)

    # -- what the kernel says of it

    @property
    def resident(self):
        """Bytes."""
        return status_bytes(self.process.pid, "VmRSS")

    @property
    def processor_time(self):
        """Seconds of a core, so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status_bytes(pid, field):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    raise Unmeasurable(f"the kernel does not tell {field} of process {pid}")


class Repository:
    """A bare repository and a clone of it."""

    def __init__(self, folder, files, name="origin"):
        self.bare = folder / f"{name}.git"
        self.clone = folder / name
        git("init", "--quiet", "--bare", "--initial-branch=main", self.bare, at=folder)
        git("clone", "--quiet", self.bare, self.clone, at=folder)
        self.commit(files)
        self.push()

    def commit(self, files):
        for name, text in files.items():
            path = self.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        git("add", "--all", at=self.clone)
        git("commit", "--quiet", "--message", "A change", at=self.clone)
        return git("rev-parse", "HEAD", at=self.clone)

    def push(self):
        git("push", "--quiet", "origin", "HEAD:refs/heads/main", at=self.clone)


def git(*arguments, at):
    done = subprocess.run(
        ["git", *map(str, arguments)], cwd=at, env=environment(), capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode != 0:
        raise Unmeasurable(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def anneal(server, *arguments):
    """The command line, talking to the server."""
    done = subprocess.run(
        [BIN / "anneal", *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE,
        env=environment(ANNEAL_URL=f"http://127.0.0.1:{server.port}", ANNEAL_TOKEN=server.token))
    if done.returncode != 0:
        raise Unmeasurable(f"anneal {' '.join(map(str, arguments))}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def need(program, package):
    found = shutil.which(program)
    if not found:
        raise Unmeasurable(f"{program} is missing: apt-get install {package}")
    return found
