"""Events that are no pushes: from the forge's body to the run, on the commit that GitHub would take."""

import json

from support_http import Repository, eventually, make_server, workflow  # noqa: F401
from test_hooks import add, deliver, events_of, signed

NAME = "acme/weather"


def show(*parts):
    """A job that prints expressions, by way of its environment: strangers name branches."""
    shown = " ".join("${{ %s }}" % part for part in parts)
    return f"jobs:\n  show:\n    runs-on: x\n    env:\n      SEEN: \"{shown}\"\n    steps:\n      - run: |\n          echo \"saw: $SEEN\"\n"


PULL_REQUEST = (
    "on: { pull_request: { branches: [main], paths: [\"**.py\"] } }\n"
    + show("github.ref", "github.sha", "github.head_ref", "github.base_ref", "github.event.number"))


def log(server, run):
    return "".join(server.get(f"/api/v1/jobs/{job['id']}/log").text for job in server.jobs(run).values())


def request(repository, source, action="opened", number=7, **more):
    return json.dumps({
        "action": action, "number": number,
        "pull_request": {
            "number": number, "title": "Better", "merged": False, "mergeable": None, "user": {"login": "grace"},
            "head": {"ref": "topic", "sha": source}, "base": {"ref": "main"}, **more},
        "repository": {"name": "weather", "full_name": NAME, "default_branch": "main"},
        "sender": {"login": "ada", "id": 1}}).encode()


def world(make_server, tmp_path, files):
    server, source = make_server(), Repository(tmp_path)
    base = source.push({"README.md": "weather\n", **files})
    add(server, "github", NAME, source.bare)
    return server, source, base


def only_run(server, kind):
    """The one run of the latest event of this kind, settled."""
    event = eventually(
        lambda: next((e for e in server.items("/events") if e["kind"] == kind and e["state"] == "decided"), None), kind)
    runs = [run for run in server.items("/runs") if run["event"] == event["id"]]
    assert len(runs) == 1, (event, server.items(f"/events/{event['id']}/decisions"))
    return server.settled(runs[0]["id"])


def topic(source, base, files):
    """A branch `topic` in the bare repository, and what a forge would merge."""
    head = source.push(files, ref="topic")
    tree = source.git("rev-parse", f"{head}^{{tree}}").strip()
    merge = source.git("commit-tree", tree, "-p", base, "-p", head, "-m", "Merge").strip()
    return head, merge


def test_a_pull_request_runs_on_the_forge_s_merge(make_server, tmp_path):
    server, source, base = world(make_server, tmp_path, workflow(PULL_REQUEST))
    head, merge = topic(source, base, {"model.py": "x = 1\n"})
    source.git("push", "-q", str(source.bare), f"{merge}:refs/pull/7/merge", f"{head}:refs/pull/7/head")
    body = request(NAME, head)
    assert deliver(server, "github", body, signed("github", "pull_request", body)).json["message"] == "accepted"
    run = only_run(server, "pull_request")
    assert (run["conclusion"], run["sha"], run["ref"]) == ("success", merge, "refs/pull/7/merge")
    assert f"saw: refs/pull/7/merge {merge} topic main 7" in log(server, run["id"])
    reason = server.items(f"/events/{run['event']}/decisions")[0]["reason"]
    assert "runs on the merge of 'topic' into 'main'" in reason


def test_a_pull_request_without_a_merge_runs_on_its_head(make_server, tmp_path):
    server, source, base = world(make_server, tmp_path, workflow(PULL_REQUEST))
    head, _ = topic(source, base, {"model.py": "x = 1\n"})
    body = request(NAME, head)
    deliver(server, "github", body, signed("github", "pull_request", body))
    run = only_run(server, "pull_request")
    assert (run["conclusion"], run["sha"]) == ("success", head)
    assert "the forge has no merge" in server.items(f"/events/{run['event']}/decisions")[0]["reason"]


def test_the_paths_of_a_pull_request_are_those_since_the_merge_base(make_server, tmp_path):
    server, source, base = world(make_server, tmp_path, workflow(PULL_REQUEST))
    head, _ = topic(source, base, {"NOTES.md": "only words\n"})
    # The base has gone on meanwhile, with a file that would match.
    source.git("checkout", "-q", "-B", "main", base)
    source.push({"base.py": "y = 2\n"})
    body = request(NAME, head)
    deliver(server, "github", body, signed("github", "pull_request", body))
    event = eventually(
        lambda: next(
            (e for e in server.items("/events") if e["kind"] == "pull_request" and e["state"] == "decided"), None),
        "the decision")
    decision = server.items(f"/events/{event['id']}/decisions")[0]
    assert (decision["verdict"], decision["rule"]) == ("filtered", "on.pull_request.paths")
    assert "NOTES.md" in decision["reason"] and "merge base with 'main'" in decision["reason"]


def test_pull_request_target_runs_the_default_branch(make_server, tmp_path):
    on = "on: pull_request_target\n" + show("github.event_name", "github.ref", "github.sha", "github.head_ref")
    server, source, base = world(make_server, tmp_path, workflow(on))
    head, _ = topic(source, base, workflow("on: pull_request_target\n" + show("'the stranger'")))
    body = request(NAME, head)
    deliver(server, "github", body, signed("github", "pull_request", body))
    run = only_run(server, "pull_request_target")
    assert (run["conclusion"], run["sha"]) == ("success", base)
    assert f"saw: pull_request_target refs/heads/main {base} topic" in log(server, run["id"])


def test_a_release_runs_on_its_tag(make_server, tmp_path):
    on = "on: { release: { types: [published] } }\n" + show("github.ref", "github.event.release.tag_name")
    server, source, base = world(make_server, tmp_path, workflow(on))
    source.git("push", "-q", str(source.bare), f"{base}:refs/tags/v1")
    source.push({"README.md": "later\n"})
    body = json.dumps({
        "action": "published", "release": {"tag_name": "v1", "name": "One", "draft": False},
        "repository": {"full_name": NAME, "name": "weather"}, "sender": {"login": "ada"}}).encode()
    deliver(server, "github", body, signed("github", "release", body))
    run = only_run(server, "release")
    assert (run["conclusion"], run["sha"], run["name"]) == ("success", base, "One")
    assert "saw: refs/tags/v1 v1" in log(server, run["id"])


def test_new_and_deleted_refs_are_events_when_somebody_listens(make_server, tmp_path):
    on = "on: [create, delete]\n" + show("github.event_name", "github.event.ref", "github.event.ref_type", "github.ref")
    server, source, base = world(make_server, tmp_path, workflow(on))
    server.ok("hooks", "install", source.bare)
    source.git("push", "-q", str(source.bare), f"{base}:refs/heads/topic")
    run = only_run(server, "create")
    assert "saw: create topic branch refs/heads/topic" in log(server, run["id"])
    source.git("push", "-q", str(source.bare), ":refs/heads/topic")
    run = only_run(server, "delete")
    assert run["sha"] == base
    assert "saw: delete topic branch refs/heads/main" in log(server, run["id"])
    # A forge that tells the same in other words makes no second event.
    body = json.dumps({
        "ref": "topic", "ref_type": "branch", "repository": {"full_name": NAME, "name": "weather"},
        "sender": {"login": "ada"}}).encode()
    before = events_of(server, NAME)
    deliver(server, "github", body, signed("github", "delete", body))
    assert events_of(server, NAME) == before


def test_a_repository_dispatch_brings_its_payload(make_server, tmp_path):
    on = "on: { repository_dispatch: { types: [retrain] } }\n" + show(
        "github.event.action", "github.event.client_payload.since", "github.ref")
    server, _, base = world(make_server, tmp_path, workflow(on))
    path = "/api/v1/repositories/acme%2Fweather/dispatches"
    assert server.post(path, {"event_type": "retrain", "client_payload": {"since": "monday"}}).status == 202
    run = only_run(server, "repository_dispatch")
    assert (run["conclusion"], run["sha"]) == ("success", base)
    assert "saw: retrain monday refs/heads/main" in log(server, run["id"])
    for wrong in [{}, {"event_type": ""}, {"event_type": "x" * 101}, {"event_type": "x", "client_payload": []},
                  {"event_type": "x", "client_payload": {str(n): n for n in range(11)}}, {"event_type": "x", "y": 1}]:
        assert server.post(path, wrong).status == 400, wrong
    assert server.post(path.replace("weather", "nobody"), {"event_type": "x"}).status == 404


def test_a_message_that_says_so_starts_nothing(make_server, tmp_path):
    server, source, _ = world(make_server, tmp_path, workflow("on: push\n" + show("'x'")))
    server.ok("hooks", "install", source.bare)
    source.push({"a.txt": "a\n"}, message="Only words [skip ci]")
    event = eventually(
        lambda: next((e for e in server.items("/events") if e["state"] == "decided"), None), "the decision")
    decision = server.items(f"/events/{event['id']}/decisions")[0]
    assert (decision["verdict"], decision["reason"]) == ("filtered", "the commit's message says '[skip ci]'")


def test_a_push_of_what_is_neither_branch_nor_tag_starts_nothing_and_holds_nothing_up(make_server, tmp_path):
    server, source, base = world(make_server, tmp_path, workflow("on: push\n" + show("github.ref")))
    server.ok("hooks", "install", source.bare)
    source.git("push", "-q", str(source.bare), f"{base}:refs/pull/7/head", f"{base}:refs/notes/commits")
    sha = source.push({"a.txt": "a\n"})
    assert server.run_of(sha)["conclusion"] == "success"
    assert [(e["ref"], e["state"]) for e in server.items("/events")] == [("refs/heads/main", "decided")]
    details = [detail for (detail,) in server.query("SELECT detail FROM deliveries WHERE verdict = 'ignored'")]
    assert details == ["refs/notes/commits is neither a branch nor a tag"] or details == [
        "refs/pull/7/head is neither a branch nor a tag"]
