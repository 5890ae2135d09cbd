"""System tests drive the built binaries, from outside, with real processes and real git repositories.

    ANNEAL_BIN=.build/debug python3 -m pytest Tests/system

`ANNEAL_BIN` is the folder of `anneal` and `anneal-supervisor`; a debug build, because only that knows the points of the
crash matrix. Nothing here waits for a fixed time: a condition is looked at until it holds or its deadline is over.
"""

import hashlib
import hmac
import json
import os
import re
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("ANNEAL_BIN", ROOT / ".build" / "debug"))
# Deadlines only bound how long a broken build makes us wait; a busy machine may need some of it.
DEADLINE = 60.0


def crash_points():
    """The names in the source, so that a new point is tested without being listed here."""
    source = (ROOT / "Sources/Engine/Composition/CrashPoint.swift").read_text()
    return re.findall(r'^ +case \w+ = "([a-z0-9-]+)"', source, re.MULTILINE)


def wait_until(condition, what, deadline=DEADLINE, interval=0.02):
    """The first true answer of `condition`; fails with `what` when there is none in time."""
    end = time.monotonic() + deadline
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            pytest.fail(f"not within {deadline:g} s: {what() if callable(what) else what}")
        time.sleep(interval)


def is_running(pid):
    """Whether a process lives; one that ended and waits for its parent does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rsplit(")", 1)[1].split()[0] not in ("Z", "X")


class Server:
    """A server with a data folder of its own, which outlives the processes that serve it."""

    def __init__(self, folder, **settings):
        self.data = folder / "data"
        self.errors = folder / "server.log"
        self.settings = settings
        self.process = None
        self.address = None

    # -- the process

    def start(self, crash_at=None, wait=True):
        assert self.process is None or self.process.poll() is not None, "one server at a time"
        # What a killed server left says where the old one listened.
        (self.data / "address").unlink(missing_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ANNEAL_")}
        environment.update({f"ANNEAL_{name.upper()}": str(value) for name, value in self.settings.items()})
        if crash_at:
            environment["ANNEAL_CRASH_AT"] = crash_at
        with open(self.errors, "ab") as errors:
            self.process = subprocess.Popen(
                [BIN / "anneal", "serve", "--data", self.data, "--listen", "127.0.0.1:0", "--concurrency", "2"],
                env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
        if wait:
            wait_until(self.is_ready, lambda: f"the server is ready\n{self.log}")
        return self

    def is_ready(self):
        assert self.process.poll() is None, f"the server ended with {self.process.returncode}\n{self.log}"
        try:
            self.address = (self.data / "address").read_text().strip()
            with urllib.request.urlopen(self.address + "/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def wait_for_crash(self, deadline=DEADLINE):
        try:
            self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            pytest.fail(f"the server lives: the point was not reached\n{self.log}")
        assert self.process.returncode == -signal.SIGKILL, f"ended with {self.process.returncode}\n{self.log}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def terminate(self, deadline=20):
        """Seconds until it was gone."""
        begin = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            pytest.fail(f"{deadline} s after SIGTERM the server is still there\n{self.log}")
        return time.monotonic() - begin

    def close(self):
        """Ends the server, and what supervisors a failed test has left."""
        if self.process and self.process.poll() is None:
            self.kill()
        for journal in self.data.glob("jobs/*/*/journal.ndjson"):
            pid = supervisor_pid(journal)
            if pid and is_supervisor(pid, journal.parent):
                os.kill(pid, signal.SIGTERM)

    @property
    def log(self):
        return self.errors.read_text(errors="replace") if self.errors.exists() else ""

    @property
    def token(self):
        return (self.data / "admin-token").read_text().strip()

    # -- what it is asked

    def request(self, path, body=None, headers=None):
        """Status and body; a status above 399 is an answer too."""
        request = urllib.request.Request(
            self.address + path, data=body, headers={"Authorization": f"Bearer {self.token}", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def api(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        status, answer = self.request("/api/v1" + path, data, {"Content-Type": "application/json"})
        assert status < 300, f"{path}: {status} {answer!r}"
        return json.loads(answer)

    def items(self, path):
        page = self.api(path)
        assert not page.get("next"), "the tests make less than a page of everything"
        return page["items"]

    def jobs(self, run):
        return {job["key"]: job for job in self.items(f"/runs/{run}/jobs")}

    def output(self, job, attempt=None):
        query = f"?attempt={attempt}" if attempt else ""
        status, body = self.request(f"/api/v1/jobs/{job}/log{query}")
        assert status == 200, f"log of job {job}: {status} {body!r}"
        return body.decode()

    def rows(self, query, *values):
        """Straight from the database: what the API does not tell."""
        database = sqlite3.connect(f"file:{self.data}/anneal.db?mode=ro", uri=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()

    def anneal(self, *arguments):
        environment = {**os.environ, "ANNEAL_URL": self.address, "ANNEAL_TOKEN": self.token}
        done = subprocess.run(
            [BIN / "anneal", *arguments], env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"anneal {arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def webhook(self, body, secret, delivery, event="push"):
        raw = json.dumps(body).encode()
        signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        return self.request("/hooks/github", raw, {
            "Content-Type": "application/json", "X-GitHub-Event": event, "X-GitHub-Delivery": delivery,
            "X-Hub-Signature-256": f"sha256={signature}"})

    def listen(self, path="/live"):
        """An open stream of server-sent events, past its first comment: what changes from now on is in it."""
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {self.token}"})
        stream = urllib.request.urlopen(request, timeout=DEADLINE)
        assert stream.readline().startswith(b":")
        return stream

    def run_when(self, holds, run=1, deadline=DEADLINE):
        """The run once `holds(run)`; asked again each time the server says that it changed."""
        end = time.monotonic() + deadline
        while True:
            with self.listen(f"/live/runs/{run}") as stream:
                while True:
                    state = self.api(f"/runs/{run}")
                    if holds(state):
                        return state
                    if time.monotonic() > end:
                        pytest.fail(f"run {run} stays {state}\n{self.log}")
                    line = stream.readline()
                    while line and not line.startswith(b"data:"):
                        line = stream.readline()
                    if not line:
                        break  # cut off: listen again, then look again

    def finished_run(self, run=1):
        return self.run_when(lambda state: state["state"] == "completed", run)


def supervisor_pid(journal):
    """Who writes a job's journal, from its first fact; None before there is one."""
    if not journal.exists():
        return None
    first = journal.read_bytes().partition(b"\n")
    return json.loads(first[0])["pid"] if first[1] else None


def is_supervisor(pid, directory):
    """Process ids are used again: only a process that was started for this folder is the one."""
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(directory) in arguments


class Repository:
    """A bare repository and a clone of it with one commit, before the server hears of it."""

    def __init__(self, folder):
        self.bare = folder / "origin.git"
        self.clone = folder / "clone"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", self.bare, at=folder)
        self.git("clone", "--quiet", self.bare, self.clone, at=folder)
        self.commit({"README.md": "hello\n"})
        self.push()

    def git(self, *arguments, at=None):
        environment = {
            **os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
        done = subprocess.run(
            ["git", *map(str, arguments)], cwd=at or self.clone, env=environment, capture_output=True, text=True,
            timeout=60)
        assert done.returncode == 0, f"git {arguments}: {done.stderr}"
        return done.stdout.strip()

    def commit(self, files):
        for name, text in files.items():
            path = self.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def push(self):
        self.git("push", "--quiet", "origin", "HEAD:refs/heads/main")


@pytest.fixture
def server(tmp_path):
    """Makes servers; `server(poll_local=1)` is one with `ANNEAL_POLL_LOCAL=1`. Started by the test."""
    made = []

    def make(**settings):
        folder = tmp_path / f"server{len(made)}"
        folder.mkdir()
        made.append(Server(folder, **settings))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes ten seconds or more")
