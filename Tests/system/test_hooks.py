"""What forges send: kept and answered, whatever it is; what strangers send: refused and forgotten."""

import hashlib
import hmac
import json
import os
import socket
import time
import uuid
from pathlib import Path

import pytest

from support_http import Repository, make_server, shared, workflow  # noqa: F401

SECRET = "a secret that only the forge knows"

#: The bodies of this corpus don't say what GitHub calls them; their files' names do.
GITHUB_KINDS = {
    "branch_create": "create", "branch_delete": "delete", "tag_create": "create", "tag_delete": "delete",
    "deployment_commit": "deployment", "merge_group_checks_requested": "merge_group", "pipeline_hook": "workflow_run",
    "pr_review_edited": "pull_request_review", "push_tag_delete": "push",
    "release_created": "release", "release_prereleased": "release",
}
#: What the forge's own CI does, which is none of ours.
IGNORED_KINDS = {"workflow_run", "workflow_dispatch", "workflow_job"}
GITLAB_KINDS = {
    "push": "Push Hook", "tag_push": "Tag Push Hook", "issue": "Issue Hook", "note": "Note Hook",
    "merge_request": "Merge Request Hook",
}


def corpus():
    """Every body as (forge, kind, path)."""
    root = os.environ.get("ANNEAL_CORPORA")
    if not root:
        why = "ANNEAL_CORPORA is not set: NO recorded webhook body was tried"
        return [pytest.param(None, None, None, marks=pytest.mark.skip(reason=why), id="corpora-missing")]
    folder, cases = Path(root) / "webhooks", []
    for path in sorted((folder / "github-examples").glob("*/*.json")):
        cases.append(("github", path.parent.name, path))
    for path in sorted((folder / "github").glob("*.json")):
        if not path.name.endswith(".normalised.json"):
            cases.append(("github", GITHUB_KINDS.get(path.stem) or "pull_request", path))
    for path in sorted((folder / "gitlab").glob("*.json")):
        if not path.name.endswith(".normalised.json"):
            cases.append(("gitlab", GITLAB_KINDS[json.loads(path.read_bytes())["object_kind"]], path))
    assert len(cases) > 50, f"the corpora in {folder} are not whole"
    return [pytest.param(*case, id=f"{case[2].parent.name}/{case[2].name}") for case in cases]


def full_name(forge, body):
    if forge == "gitlab":
        return body["project"]["path_with_namespace"]
    repository = body["repository"]
    return repository.get("full_name") or f"{repository['owner']['login']}/{repository['name']}"


def signed(forge, kind, body, secret=SECRET, delivery=None):
    """The headers that the forge sends with a body."""
    name = delivery or str(uuid.uuid4())
    if forge == "gitlab":
        return {
            "Content-Type": "application/json", "X-Gitlab-Event": kind, "X-Gitlab-Token": secret,
            "X-Gitlab-Event-UUID": name, "X-Gitlab-Webhook-UUID": str(uuid.uuid4()), "Idempotency-Key": name}
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json", "X-GitHub-Event": kind, "X-GitHub-Delivery": name,
        "X-Hub-Signature-256": "sha256=" + digest, "User-Agent": "GitHub-Hookshot/1"}


def deliver(server, forge, body, headers):
    return server.post(f"/hooks/{forge}", body=body, headers=headers, token=False)


def kept(server):
    return server.query("SELECT count(*) FROM deliveries")[0][0]


def events_of(server, name):
    """How many events a repository has."""
    return len(server.items("/events?repository=" + name))


def add(server, forge, name, url, secret=SECRET):
    answer = server.post(
        "/api/v1/repositories", {"name": name, "url": str(url), "forge": forge, "webhook_secret": secret})
    assert answer.status == 201, answer.text


def a_push(name, ref="refs/heads/main", before="1" * 40, after="2" * 40, **more):
    """A push as GitHub tells of it, as short as it may be."""
    return json.dumps({
        "ref": ref, "before": before, "after": after, "created": False, "deleted": False, "forced": False,
        "repository": {"id": 1, "name": name.split("/")[-1], "full_name": name}, "commits": [], "head_commit": None,
        "pusher": {"name": "ada"}, "sender": {"login": "ada", "id": 1}, **more}).encode()


@pytest.fixture(scope="module")
def forge_server(shared, tmp_path_factory):
    """Knows every repository of the corpora."""
    source = Repository(tmp_path_factory.mktemp("source"))
    source.push({"README.md": "weather\n"})
    known = set()
    for case in corpus():
        forge, _, path = case.values
        if path and (name := full_name(forge, json.loads(path.read_bytes()))) not in known:
            known.add(name)
            add(shared, forge, name, source.bare)
    add(shared, "github", "acme/weather", source.bare)
    add(shared, "gitlab", "acme/gitlab-weather", source.bare)
    return shared


@pytest.mark.parametrize("forge, kind, path", corpus())
def test_a_recorded_body_is_answered_and_twice_is_once(forge_server, forge, kind, path):
    body = path.read_bytes()
    name = full_name(forge, json.loads(body))
    headers = signed(forge, kind, body)
    is_event = kind not in IGNORED_KINDS
    events, deliveries = events_of(forge_server, name), kept(forge_server)

    first = deliver(forge_server, forge, body, headers)
    assert 200 <= first.status < 300, first.text
    assert first.json["message"] == "accepted" if is_event else first.json["message"] == f"ignored: kind {kind}"
    second = deliver(forge_server, forge, body, headers)
    assert 200 <= second.status < 300, second.text
    assert "duplicate" in second.json["message"]

    assert kept(forge_server) == deliveries + 1
    # A create or delete that is told twice in other words is one.
    assert events_of(forge_server, name) - events in ((0, 1) if kind in ("create", "delete") else (int(is_event),))
    assert forge_server.is_alive()


@pytest.mark.parametrize("forge, kind, path", corpus())
def test_a_recorded_body_without_the_right_signature_leaves_nothing(forge_server, forge, kind, path):
    body = path.read_bytes()
    right = signed(forge, kind, body)
    header = "X-Gitlab-Token" if forge == "gitlab" else "X-Hub-Signature-256"
    deliveries = kept(forge_server)
    answers = [
        deliver(forge_server, forge, body, signed(forge, kind, body, secret="another secret")),
        deliver(forge_server, forge, body, {**right, header: ""}),
        deliver(forge_server, forge, body, {name: value for name, value in right.items() if name != header}),
    ]
    assert [answer.status for answer in answers] == [401, 401, 401]
    assert len({answer.body for answer in answers}) == 1, "an answer tells a stranger which part was wrong"
    assert kept(forge_server) == deliveries


@pytest.mark.parametrize("change", [
    lambda value: value[:-1], lambda value: value + "0", lambda value: value.removeprefix("sha256="),
    lambda value: "sha1=" + value.removeprefix("sha256="), lambda value: "sha256=" + "0" * 64, lambda _: "sha256=",
], ids=["cut", "longer", "bare", "sha1", "zeros", "empty"])
def test_a_signature_that_is_nearly_right_is_wrong(forge_server, change):
    body = a_push("acme/weather")
    headers = signed("github", "push", body)
    headers["X-Hub-Signature-256"] = change(headers["X-Hub-Signature-256"])
    assert deliver(forge_server, "github", body, headers).status == 401


def test_a_signature_is_over_the_very_bytes(forge_server):
    body = a_push("acme/weather")
    headers = signed("github", "push", body)
    assert deliver(forge_server, "github", body + b"\n", headers).status == 401


def test_a_secret_signs_for_its_own_repositories_only(forge_server, tmp_path):
    other = Repository(tmp_path, "other")
    add(forge_server, "github", "acme/other", other.bare, secret="the other's own secret")
    body = a_push("acme/weather")
    before, deliveries = events_of(forge_server, "acme/weather"), kept(forge_server)
    answer = deliver(forge_server, "github", body, signed("github", "push", body, secret="the other's own secret"))
    assert answer.status in (401, 404)
    assert events_of(forge_server, "acme/weather") == before
    assert kept(forge_server) == deliveries


def test_an_unknown_repository_is_404(forge_server):
    body = a_push("acme/nobody-added-this")
    deliveries = kept(forge_server)
    answer = deliver(forge_server, "github", body, signed("github", "push", body))
    assert answer.status == 404
    assert "acme/nobody-added-this" in answer.json["message"]
    assert kept(forge_server) == deliveries


def test_an_unknown_forge_is_404(forge_server):
    assert deliver(forge_server, "sourceforge", b"{}", {}).status == 404


@pytest.mark.parametrize("forge, kind, name", [
    ("github", "push", "acme/weather"), ("gitlab", "Push Hook", "acme/gitlab-weather")])
@pytest.mark.parametrize("body", [b"{", b"", b"[]", b"\xff\xfe", b'{"ref": 1}', b"[" * 100_000], ids=[
    "cut", "empty", "list", "not-utf8", "wrong-field", "deep"])
def test_a_broken_body_with_a_good_signature_is_400_and_kept(forge_server, forge, kind, name, body):
    deliveries = kept(forge_server)
    answer = deliver(forge_server, forge, body, signed(forge, kind, body))
    assert answer.status == 400, answer.text
    assert kept(forge_server) == deliveries + 1
    assert forge_server.query("SELECT verdict, body FROM deliveries ORDER BY id DESC LIMIT 1") == [("invalid", body)]
    assert forge_server.is_alive()


def test_a_ping_is_answered(forge_server):
    body = json.dumps({"zen": "Design for failure.", "hook_id": 1, "repository": {"full_name": "acme/weather"}}).encode()
    answer = deliver(forge_server, "github", body, signed("github", "ping", body))
    assert (answer.status, answer.json["message"]) == (200, "pong")


def test_a_body_of_25_megabytes_is_the_largest(forge_server):
    def padded(size):
        body = a_push("acme/weather", padding="")
        return body.replace(b'"padding": ""', b'"padding": "' + b"x" * (size - len(body)) + b'"')

    limit = 25 << 20
    body = padded(limit)
    assert len(body) == limit
    answer = deliver(forge_server, "github", body, signed("github", "push", body))
    assert answer.status == 202, answer.text

    deliveries = kept(forge_server)
    body = padded(limit + 1)
    assert refusal(forge_server, body, signed("github", "push", body)) == 413
    chunks = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    assert refusal(forge_server, chunks * 26 + b"0\r\n\r\n", {"Transfer-Encoding": "chunked"}) == 413
    assert kept(forge_server) == deliveries
    assert forge_server.is_alive()


def refusal(server, body, headers):
    """The status of an answer that may come before the body was taken."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        if "Transfer-Encoding" not in headers:
            headers = {**headers, "Content-Length": len(body)}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"POST /hooks/github HTTP/1.1\r\nHost: here\r\n{head}\r\n".encode())
        try:
            connection.sendall(body)
        except OSError:
            pass  # it hung up, as it may; what it said is still there to read
        return int(connection.makefile("rb").readline().split()[1])


@pytest.mark.slow
def test_a_slow_sender_is_cut_off(forge_server):
    body = a_push("acme/weather")
    head = "".join(f"{name}: {value}\r\n" for name, value in signed("github", "push", body).items())
    deliveries = kept(forge_server)
    with socket.create_connection(("127.0.0.1", forge_server.port), timeout=60) as connection:
        connection.sendall(
            f"POST /hooks/github HTTP/1.1\r\nHost: here\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode())
        connection.settimeout(0.5)
        answer, end = b"", time.monotonic() + 60
        for byte in body:  # a byte each half a second would take minutes
            assert time.monotonic() < end, "a sender that drips bytes holds its connection for a minute and more"
            try:
                connection.sendall(bytes([byte]))
                answer = connection.recv(4096)
                break
            except TimeoutError:
                continue
            except OSError:
                break
        assert answer == b"" or answer.startswith(b"HTTP/1.1 408"), answer
    assert kept(forge_server) == deliveries
    assert forge_server.is_alive()


def test_a_push_that_a_forge_tells_of_makes_a_run(make_server, tmp_path):
    server = make_server()
    source = Repository(tmp_path)
    first = source.push({"README.md": "weather\n"})
    add(server, "github", "acme/weather", source.bare)
    second = source.push(workflow("on: push\njobs:\n  hello:\n    runs-on: x\n    steps:\n      - run: echo told\n"))
    body = a_push("acme/weather", before=first, after=second)
    assert deliver(server, "github", body, signed("github", "push", body)).status == 202
    run = server.run_of(second)
    assert (run["conclusion"], run["repository"]) == ("success", "acme/weather")
    body = a_push("acme/weather", before=first, after=second)
    deliver(server, "github", body, signed("github", "push", body))  # by hand: another delivery of the same push
    assert events_of(server, "acme/weather") == 1


def test_a_delivery_answered_before_kill_is_an_event_after_it(make_server, tmp_path):
    server = make_server()
    source = Repository(tmp_path)
    first = source.push({"README.md": "weather\n"})
    add(server, "github", "acme/weather", source.bare)
    second = source.push(workflow("on: push\njobs:\n  hello:\n    runs-on: x\n    steps:\n      - run: echo told\n"))
    body = a_push("acme/weather", before=first, after=second)
    headers = signed("github", "push", body)
    assert deliver(server, "github", body, headers).status == 202
    server.process.kill()
    server.process.wait()
    server.start()
    assert server.run_of(second)["conclusion"] == "success"
    assert deliver(server, "github", body, headers).status == 200
    assert events_of(server, "acme/weather") == 1


def test_a_push_to_a_hooked_repository_makes_a_run(make_server, tmp_path):
    server = make_server()
    source = Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    server.ok("hooks", "install", source.bare)  # again is harmless
    sha = source.push(workflow("on: push\njobs:\n  hello:\n    runs-on: x\n    steps:\n      - run: echo pushed\n"))
    assert server.run_of(sha)["conclusion"] == "success"
    assert len([run for run in server.items("/runs") if run["sha"] == sha]) == 1


def test_a_push_works_while_the_server_is_away_and_is_not_lost(make_server, tmp_path):
    server = make_server()
    source = Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    server.stop()
    shas = [
        source.push(workflow(f"on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo {number}\n"))
        for number in range(3)]
    server.start()
    for sha in shas:
        assert server.run_of(sha)["conclusion"] == "success"
    assert len(server.items("/events")) == 3
