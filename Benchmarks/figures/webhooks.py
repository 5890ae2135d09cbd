"""Durable intake of signed webhooks."""

import hashlib
import hmac
import json
import re
import subprocess

from bench import Repository, Server, Unmeasurable, need
from in_process import hello
from report import Figure

CONNECTIONS = 16
SECONDS = 8
#: Different pushes; when they are used up they come again as new deliveries.
BODIES = 20_000
SECRET = "It's a Secret to Everybody"

#: Reads bodies with their signatures from a file, and gives each request a delivery name of its own.
SCRIPT = """\
local bodies, signatures, number = {}, {}, 0
local file = assert(io.open("%(file)s", "rb"))
while true do
  local signature = file:read("*l")
  if not signature then break end
  signatures[#signatures + 1] = signature
  bodies[#bodies + 1] = file:read("*l")
end
file:close()
local headers = {["Content-Type"] = "application/json", ["X-GitHub-Event"] = "push", ["User-Agent"] = "GitHub-Hookshot/1"}
function request()
  number = number + 1
  local which = (number - 1) %% #bodies + 1
  headers["X-GitHub-Delivery"] = string.format("72d3162e-cc78-11e3-81ab-%%012x", number)
  headers["X-Hub-Signature-256"] = "sha256=" .. signatures[which]
  return wrk.format("POST", "/hooks/github", headers, bodies[which])
end
function done(summary, latency, requests)
  print(string.format("result %%d %%d %%d %%d %%d %%d", summary.requests, summary.duration, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


def measure(folder, floors):
    """Signed GitHub pushes at 16 connections, each on disk before it is answered."""
    wrk = need("wrk", "wrk")
    first = Repository(folder, {"README.md": "hello\n"})
    pushes = folder / "pushes"
    write(pushes)
    script = folder / "push.lua"
    script.write_text(SCRIPT % {"file": pushes})
    secret = folder / "secret"
    secret.write_text(SECRET)
    with Server(folder) as server:
        server.add("acme/weather", first.bare, forge="github", webhook_secret=SECRET)
        done = subprocess.run(
            [wrk, "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{SECONDS}s", "--timeout", "10s",
             "--script", str(script), f"http://127.0.0.1:{server.port}"], capture_output=True, text=True)
        match = re.search(r"^result (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
        if not match:
            raise Unmeasurable(f"wrk said {done.stdout}{done.stderr}")
        requests, microseconds, refused, broken, median, slowest = map(int, match.groups())
        memory = server.resident
        kept = accepted(server)
    if refused or broken or kept < requests:
        raise Unmeasurable(f"of {requests} deliveries {refused} were refused, {broken} broke off, {kept} were kept")
    rate = requests / (microseconds / 1e6)
    yield Figure(
        f"durable webhooks at {CONNECTIONS} connections", rate, "/s", budget=5000, more_is_better=True,
        floor=hello(folder, CONNECTIONS), note=f"bodies of {pushes.stat().st_size / BODIES / 1000:.1f} kB, "
        f"{memory / 1e6:.0f} MB resident afterwards; floor: hello on the same HTTP server, not durable")
    yield Figure(
        "durable webhooks: p99", slowest / 1000, "ms", budget=25, floor=floors.sync,
        note=f"median {median / 1000:.1f} ms; floor: one synced write")


def accepted(server):
    text = server.request("GET", "/metrics")[1].decode()
    return sum(
        int(float(line.rsplit(" ", 1)[1])) for line in text.splitlines()
        if line.startswith('anneal_deliveries_total{status="202"}'))


def write(path):
    with open(path, "w") as file:
        for number in range(BODIES):
            text = body(number)
            file.write(hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest() + "\n" + text + "\n")


def body(number):
    """A push as GitHub tells of it, as long and as nested as theirs; one line."""
    api = "https://api.github.com/repos/acme/weather"
    links = ["forks", "keys", "teams", "hooks", "events", "branches", "tags", "blobs", "refs", "trees", "statuses",
             "languages", "stargazers", "contributors", "subscribers", "commits", "comments", "contents", "merges",
             "archive", "downloads", "issues", "pulls", "milestones", "labels", "releases", "deployments"]
    person = {"name": "Ada", "email": "ada@example.org", "username": "ada"}
    account = {"login": "ada", "id": 1, "type": "User", "site_admin": False} | {
        f"{link}_url": f"https://api.github.com/users/ada/{link}" for link in links[:12]}
    commit = {
        "id": sha(number + 1), "tree_id": sha(number + 7_000_000), "distinct": True, "message": f"Change {number}",
        "timestamp": "2026-01-01T12:00:00+01:00", "url": f"https://github.com/acme/weather/commit/{sha(number + 1)}",
        "author": person, "committer": person, "added": [], "removed": [], "modified": ["weather/training.py"]}
    return json.dumps({
        "ref": "refs/heads/main", "before": sha(number), "after": sha(number + 1), "created": False, "deleted": False,
        "forced": False, "base_ref": None, "compare": "https://github.com/acme/weather/compare", "commits": [commit],
        "head_commit": commit, "pusher": {"name": "ada", "email": "ada@example.org"}, "sender": account,
        "repository": {
            "id": 1, "name": "weather", "full_name": "acme/weather", "private": False, "owner": account, "fork": False,
            "html_url": "https://github.com/acme/weather", "url": "https://github.com/acme/weather",
            "clone_url": "https://github.com/acme/weather.git", "ssh_url": "git@github.com:acme/weather.git",
            "git_url": "git://github.com/acme/weather.git", "default_branch": "main", "size": 1234, "topics": [],
            "visibility": "public", "pushed_at": 1767265200} | {f"{link}_url": f"{api}/{link}" for link in links}})


def sha(number):
    return hashlib.sha1(str(number).encode()).hexdigest()
