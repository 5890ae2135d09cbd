"""A job asks the server that runs it, with the token it was given: what it may see, what it may not, and for how long."""

import json
import urllib.error
import urllib.request

from conftest import wait_until

ASK = """\
import json, os, sys, urllib.error, urllib.request

def ask(path, token=os.environ["ANNEAL_TOKEN"], body=None):
    request = urllib.request.Request(
        os.environ["ANNEAL_URL"] + "/api/v1" + path, data=body, headers={"Authorization": "Bearer " + token})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code

run = os.environ["GITHUB_RUN_ID"]
found = {
    "own": ask("/runs/" + run), "other": ask("/runs/1"), "cancel": ask("/runs/" + run + "/cancel", body=b""),
    "context": ask("/runs/" + run, token=os.environ["FROM_CONTEXT"]),
    "secret": ask("/runs/" + run, token=os.environ["FROM_SECRETS"]), "guess": ask("/runs", token="anneal_job_0"),
}
print("the token is", os.environ["ANNEAL_TOKEN"])
with open(sys.argv[1], "w") as file:
    json.dump({"found": found, "token": os.environ["ANNEAL_TOKEN"]}, file)
"""


def workflow(outside):
    return f"""\
on: push
jobs:
  ask:
    runs-on: self-hosted
    timeout-minutes: 3
    steps:
      - uses: actions/checkout@v4
      - env:
          FROM_CONTEXT: ${{{{ github.token }}}}
          FROM_SECRETS: ${{{{ secrets.GITHUB_TOKEN }}}}
        run: python3 ask.py '{outside}/answers'
"""


def test_a_job_asks_with_its_own_token(server, repository, tmp_path):
    one = server().start()
    one.anneal("repo", "add", "other", str(repository.bare))
    repository.commit({".anneal/workflows/other.yml": "on: push\njobs: {a: {runs-on: x, steps: [{run: true}]}}\n"})
    repository.push()
    one.anneal("hooks", "install", str(repository.bare))
    wait_until(lambda: one.items("/runs"), lambda: f"a run of the other repository\n{one.log}")
    one.finished_run(1)

    outside = tmp_path / "outside"
    outside.mkdir()
    clone = tmp_path / "second"
    bare = tmp_path / "second.git"
    repository.git("init", "--quiet", "--bare", "--initial-branch=main", bare)
    repository.git("clone", "--quiet", bare, clone)
    repository.clone = clone
    one.anneal("repo", "add", "demo", str(bare))
    one.anneal("hooks", "install", str(bare))
    repository.commit({".anneal/workflows/ask.yml": workflow(outside), "ask.py": ASK})
    repository.push()
    wait_until(lambda: len(one.items("/runs")) == 2, lambda: f"the run\n{one.log}")
    run = one.finished_run(2)
    log = one.output(one.jobs(2)["ask"]["id"])
    assert run["conclusion"] == "success", log
    answers = json.loads((outside / "answers").read_text())
    assert answers["found"] == {
        "own": 200, "other": 404, "cancel": 403, "context": 200, "secret": 200, "guess": 401}
    assert answers["token"].startswith("anneal_job_")
    assert "the token is ***" in log and answers["token"] not in log

    request = urllib.request.Request(
        one.address + "/api/v1/runs/2", headers={"Authorization": f"Bearer {answers['token']}"})
    try:
        urllib.request.urlopen(request, timeout=30)
        raise AssertionError("the token outlived its job")
    except urllib.error.HTTPError as error:
        assert error.code == 401
    everything = b"".join(file.read_bytes() for file in one.data.rglob("*") if file.is_file())
    assert answers["token"].encode() not in everything


ASK_ALL = """\
import json, os, sys, urllib.error, urllib.request

def ask(path, body=None):
    request = urllib.request.Request(
        os.environ["ANNEAL_URL"] + "/api/v1" + path, data=body,
        headers={"Authorization": "Bearer " + os.environ["ANNEAL_TOKEN"], "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return [answer.status, ""]
    except urllib.error.HTTPError as error:
        return [error.code, json.load(error)["detail"]]

found = {
    "contents: read": ask("/repositories/demo"), "actions: read": ask("/runs/" + os.environ["GITHUB_RUN_ID"]),
    "contents: write": ask("/repositories/demo/dispatches", b'{"event_type": "nobody-listens"}'),
    "actions: write": ask("/dispatches", b'{"repository": "demo", "workflow": "idle.yml"}'),
}
with open(sys.argv[1], "w") as file:
    json.dump(found, file)
"""

READING = {"contents: read", "actions: read"}
#: What a job may do by its own `permissions`; None has none, and so those of the workflow.
PERMISSIONS = {
    "none": ({}, set()), "read-all": ("read-all", READING),
    "write-all": ("write-all", READING | {"contents: write", "actions: write"}),
    "contents-read": ({"contents": "read"}, {"contents: read"}),
    "contents-write": ({"contents": "write"}, {"contents: read", "contents: write"}),
    "contents-none": ({"contents": "none", "actions": "read"}, {"actions: read"}),
    "actions-write": ({"actions": "write"}, {"actions: read", "actions: write"}),
    "other": ({"issues": "write"}, set()), "of-the-workflow": (None, {"actions: read"}),
}


def test_permissions_bound_what_a_job_may_ask(server, repository, tmp_path):
    """https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions: what is not listed is
    none, write includes read, and a job's permissions replace the workflow's."""
    one = server().start()
    outside = tmp_path / "outside"
    outside.mkdir()
    def job(name, permissions):
        own = {} if permissions is None else {"permissions": permissions}
        steps = [{"uses": "actions/checkout@v4"}, {"run": f"python3 ask.py '{outside}/{name}'"}]
        return {"runs-on": "self-hosted", "timeout-minutes": 3, "steps": steps, **own}

    jobs = {name: job(name, permissions) for name, (permissions, _) in PERMISSIONS.items()}
    idle = {"on": "workflow_dispatch", "jobs": {"idle": {"runs-on": "self-hosted", "steps": [{"run": "true"}]}}}
    repository.commit({"README.md": "demo"})
    repository.push()
    one.anneal("repo", "add", "demo", str(repository.bare))
    one.anneal("hooks", "install", str(repository.bare))
    repository.commit({
        ".anneal/workflows/ask.yml": json.dumps({"on": "push", "permissions": {"actions": "read"}, "jobs": jobs}),
        ".anneal/workflows/idle.yml": json.dumps(idle), "ask.py": ASK_ALL})
    repository.push()
    wait_until(lambda: one.items("/runs"), lambda: f"the run\n{one.log}")
    run = one.finished_run(1)
    assert run["conclusion"] == "success", one.log
    for name, (_, allowed) in PERMISSIONS.items():
        answers = json.loads((outside / name).read_text())
        assert {what for what, (status, _) in answers.items() if status in (200, 202)} == allowed, (name, answers)
        for what, (status, detail) in answers.items():
            if what not in allowed:
                assert status == 403 and f"permissions: {{{what}}}" in detail, (name, what, status, detail)


def test_a_called_workflow_has_no_more_than_its_caller_allows(server, repository, tmp_path):
    """https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations: permissions can
    only be kept or lowered on the way down."""
    one = server().start()
    outside = tmp_path / "outside"
    outside.mkdir()
    steps = [{"uses": "actions/checkout@v4"}, {"run": f"python3 ask.py '{outside}/answers'"}]
    called = {"on": "workflow_call", "jobs": {"ask": {"runs-on": "self-hosted", "steps": steps}}}
    caller = {
        "on": "push", "permissions": "write-all",
        "jobs": {"call": {"uses": "./.anneal/workflows/called.yml", "permissions": {"contents": "read"}}}}
    repository.commit({"README.md": "demo"})
    repository.push()
    one.anneal("repo", "add", "demo", str(repository.bare))
    one.anneal("hooks", "install", str(repository.bare))
    repository.commit({
        ".anneal/workflows/caller.yml": json.dumps(caller), ".anneal/workflows/called.yml": json.dumps(called),
        "ask.py": ASK_ALL})
    repository.push()
    wait_until(lambda: one.items("/runs"), lambda: f"the run\n{one.log}")
    assert one.finished_run(1)["conclusion"] == "success", one.log
    answers = json.loads((outside / "answers").read_text())
    assert {what for what, (status, _) in answers.items() if status in (200, 202)} == {"contents: read"}, answers


START = """\
import json, os, sys, urllib.error, urllib.request

def ask(path, body):
    request = urllib.request.Request(
        os.environ["ANNEAL_URL"] + "/api/v1" + path, data=json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["ANNEAL_TOKEN"], "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code

print("told:", ask("/repositories/demo/dispatches", {"event_type": "again"}))
print("asked:", ask("/dispatches", {"repository": "demo", "workflow": "by-hand.yml"}))
"""

STARTING = """\
on: [push, repository_dispatch]
%s
jobs:
  start:
    runs-on: self-hosted
    timeout-minutes: 3
    steps:
      - uses: actions/checkout@v4
      - run: python3 start.py
"""

BY_HAND = "on: workflow_dispatch\njobs: {a: {runs-on: x, steps: [{run: 'true'}]}}\n"


def started(server, repository, permissions):
    """What the run of a push said, and the server."""
    one = server().start()
    one.anneal("repo", "add", "demo", str(repository.bare))
    one.anneal("hooks", "install", str(repository.bare))
    repository.commit({
        ".anneal/workflows/ci.yml": STARTING % permissions, ".anneal/workflows/by-hand.yml": BY_HAND, "start.py": START})
    repository.push()
    wait_until(lambda: one.items("/runs"), lambda: f"a run\n{one.log}")
    first = min(run["id"] for run in one.items("/runs"))
    assert one.finished_run(first)["conclusion"] == "success"
    return one, one.output(one.jobs(first)["start"]["id"])


def test_a_job_that_may_write_starts_others_and_the_chain_ends(server, repository):
    one, said = started(server, repository, "permissions: {contents: write, actions: write}")
    assert "told: 202" in said and "asked: 202" in said

    def all_over():
        """The push, and three times what it told and asked for."""
        runs = one.items("/runs")
        return len(runs) == 7 and all(run["state"] == "completed" for run in runs)
    wait_until(all_over, lambda: f"seven runs: {one.items('/runs')}\n{one.log}")
    events = one.items("/events")
    assert sorted(event["kind"] for event in events) == ["push"] + 3 * ["repository_dispatch"] + 3 * ["workflow_dispatch"]
    assert {event["actor"] for event in events if event["kind"] != "push"} == {"github-actions[bot]"}
    outputs = [one.output(job["id"]) for run in one.items("/runs") for key, job in one.jobs(run["id"]).items() if key == "start"]
    assert sum("told: 422" in output and "asked: 422" in output for output in outputs) == 1


def test_a_job_without_the_permission_starts_nothing(server, repository):
    one, said = started(server, repository, "permissions: {contents: read, actions: read}")
    assert "told: 403" in said and "asked: 403" in said
    assert len(one.items("/events")) == 1
