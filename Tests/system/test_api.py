"""The HTTP API: what its own document says is what it does."""

import json
import re

import pytest

from support_http import Repository, eventually, make_server, shared, workflow  # noqa: F401

#: A log with long lines, colours, an empty line and more than one byte a character; outputs, a summary, annotations.
CI = """
on:
  push:
    branches: [main]
  workflow_dispatch:
    inputs:
      word: { default: nothing }
jobs:
  talk:
    runs-on: x
    tier: unit
    outputs:
      answer: ${{ steps.say.outputs.answer }}
    steps:
      - id: say
        name: Say it
        run: |
          for n in $(seq 1 200); do echo "line $n of grüße ✓"; done
          printf '\\033[31mred\\033[0m\\n\\n'
          echo "answer=42" >> "$GITHUB_OUTPUT"
          echo "# Done" >> "$GITHUB_STEP_SUMMARY"
          echo "::warning file=a.py,line=3::careful"
          echo 42 > answer.txt
      - uses: actions/upload-artifact@v4
        with: { name: answer, path: answer.txt }
  fails:
    runs-on: x
    steps:
      - run: exit 3
  after:
    needs: fails
    runs-on: x
    steps:
      - run: echo never
"""

#: Waits for a file beside the repository: a run that is over when the test says so.
WAIT = """
on: push
jobs:
  wait:
    runs-on: x
    steps:
      - run: |
          echo waiting
          until [ -e '%s' ]; do sleep 0.05; done
          echo done
"""


@pytest.fixture(scope="module")
def world(shared, tmp_path_factory):
    """A server on which something has happened: a run with all that answers can hold."""
    source = Repository(tmp_path_factory.mktemp("source"))
    source.push({"README.md": "weather\n"})
    shared.ok("repo", "add", "team/weather", source.bare)
    shared.ok("hooks", "install", source.bare)
    source.git("checkout", "--quiet", "-b", "broken")
    broken = source.push(workflow("on: nonsense\njobs: []\n", name="broken"), ref="broken")
    shared.broken = shared.run_of(broken)
    source.git("checkout", "--quiet", "main")
    sha = source.push(workflow(CI))
    shared.run = shared.run_of(sha)
    shared.source, shared.sha = source, sha
    shared.job = shared.jobs(shared.run["id"])["talk"]
    shared.artifact = shared.items(f"/runs/{shared.run['id']}/artifacts")[0]
    shared.document = shared.api("/openapi.json")
    return shared


def check(world, instance, schema):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: NO answer was held against its schema")
    whole = {**schema, "components": world.document["components"]}
    jsonschema.Draft202012Validator(
        whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(instance)


def operation(world, method, path):
    return world.document["paths"][path][method]


def check_answer(world, method, path, answer):
    """An answer has the status, the kind of content and the shape that the document promises."""
    responses = operation(world, method, path)["responses"]
    assert str(answer.status) in responses, f"{method} {path}: {answer.status} {answer.text}"
    content = responses[str(answer.status)].get("content")
    if not content:
        assert answer.body == b""
        return
    kind = answer.headers["Content-Type"].split(";")[0]
    assert kind in content, f"{method} {path} answers {kind}"
    if kind == "application/json":
        check(world, answer.json, content[kind]["schema"])


def problem(world, answer, status):
    assert answer.status == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    check(world, answer.json, {"$ref": "#/components/schemas/Problem"})
    assert answer.json["status"] == status
    return answer.json["detail"]


def filled(world, path):
    ids = {"runs": world.run["id"], "jobs": world.job["id"], "events": world.run["event"]}
    values = {
        "name": "team%2Fweather", "attempt": 1, "artifact": world.artifact["id"],
        "id": next((ids[part] for part in path.split("/") if part in ids), None)}
    return re.sub(r"\{(\w+)\}", lambda match: str(values[match[1]]), path)


def test_the_document_is_valid(world):
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    validator.validate(world.document)
    names = [each["operationId"] for path in world.document["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))


def test_the_document_names_what_the_design_names(world):
    wanted = {"events", "runs", "jobs", "repositories", "dispatches"}
    assert {path.split("/")[3] for path in world.document["paths"] if path.startswith("/api/v1/")} >= wanted
    assert {path for path in world.document["paths"] if path.startswith("/live")} == {
        "/live", "/live/runs/{id}", "/live/jobs/{id}/log"}
    assert any(path.endswith("/decisions") for path in world.document["paths"])
    assert any(path.endswith("/log") for path in world.document["paths"])


def test_every_read_answers_as_documented(world):
    for path, operations in world.document["paths"].items():
        if "text/event-stream" in operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {}):
            next(world.listen(filled(world, path)))
        elif "get" in operations:
            check_answer(world, "get", path, world.get(filled(world, path)))


def test_every_change_answers_as_documented(world, tmp_path):
    other = Repository(tmp_path, "other")
    other.push(workflow(CI))
    bodies = {
        "/api/v1/repositories": {"name": "team/other", "url": str(other.bare), "workflows": ".anneal/workflows"},
        "/api/v1/dispatches": {"repository": "team/weather", "workflow": "ci.yml", "inputs": {"word": "hello"}},
        "/api/v1/repositories/{name}/dispatches": {"event_type": "retrain", "client_payload": {"since": "monday"}},
        "/api/v1/runs/{id}/rerun": {"failed": True},
    }
    seen = set()
    for path, operations in world.document["paths"].items():
        for method in operations.keys() - {"get", "delete"}:
            if path.endswith("/cancel"):
                continue  # its run is over: below
            body = bodies.get(path)
            if body is not None:
                check(world, body, operation(world, method, path)["requestBody"]["content"]["application/json"]["schema"])
            check_answer(world, method, path, world.request(method.upper(), filled(world, path), body=body))
            seen.add((method, path))
            world.settled(world.run["id"])
    assert len(seen) >= 4
    answer = world.request("DELETE", "/api/v1/repositories/team%2Fother")
    check_answer(world, "delete", "/api/v1/repositories/{name}", answer)
    problem(world, world.get("/api/v1/repositories/team%2Fother"), 404)


def test_what_a_run_says(world):
    run = world.api(f"/runs/{world.run['id']}")
    assert (run["conclusion"], run["ref"], run["sha"]) == ("failure", "refs/heads/main", world.sha)
    jobs = world.jobs(run["id"])
    assert {key: job["conclusion"] for key, job in jobs.items()} == {
        "talk": "success", "fails": "failure", "after": "skipped"}
    assert jobs["talk"]["outputs"] == {"answer": "42"}
    assert jobs["talk"]["tier"] == "unit"
    assert [step["name"] for step in jobs["talk"]["steps"] if step["name"] == "Say it"]
    assert [(note["level"], note["message"], note["file"], note["line"]) for note in jobs["talk"]["annotations"]] == [
        ("warning", "careful", "a.py", 3)]
    assert [step["exit_code"] for step in jobs["fails"]["steps"] if step.get("exit_code")] == [3]
    assert "fails" in jobs["after"]["reason"]
    summary = world.get(f"/api/v1/jobs/{jobs['talk']['id']}/summary")
    assert summary.text.strip() == "# Done"


def test_a_workflow_that_does_not_parse_stops_no_other(make_server, tmp_path):
    server, source = make_server(), Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    source.push(workflow("on: nonsense\n", name="a-broken") | workflow(
        "on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo x\n", name="b-sound"))
    eventually(lambda: len(server.items("/runs")) == 2, "a run for each workflow")
    runs = {run["workflow"].split("/")[-1]: server.settled(run["id"]) for run in server.items("/runs")}
    assert {name: run["conclusion"] for name, run in runs.items()} == {
        "a-broken.yml": "failure", "b-sound.yml": "success"}
    assert server.api(f"/events/{runs['b-sound.yml']['event']}")["state"] == "decided"


def test_a_workflow_that_does_not_parse_is_a_failed_run_that_says_where(world):
    run = world.api(f"/runs/{world.broken['id']}")
    assert (run["state"], run["conclusion"]) == ("completed", "failure")
    assert run["diagnostics"]
    for each in run["diagnostics"]:
        assert each["file"].endswith("broken.yml")
        assert each["position"]["line"] >= 1 and each["position"]["column"] >= 1


@pytest.mark.parametrize("path", ["/runs/999999", "/jobs/999999", "/events/999999", "/repositories/nobody",
                                  "/runs/999999/jobs", "/jobs/999999/log", "/events/999999/decisions", "/runs/x",
                                  "/runs/-1", "/runs/99999999999999999999", "/runs?repository=nobody"])
def test_what_is_not_there_is_a_problem(world, path):
    assert problem(world, world.get("/api/v1" + path), 404)


def test_a_route_that_is_not_there_is_404(world):
    assert world.get("/api/v1/nothing").status == 404


@pytest.mark.parametrize("token", [False, "wrong", ""], ids=["none", "wrong", "empty"])
def test_nothing_is_read_or_changed_without_the_token(world, token):
    headers = {"Authorization": "Bearer "} if token == "" else {}
    for path, operations in world.document["paths"].items():
        for method in operations:
            answer = world.request(method.upper(), filled(world, path), token=token or False, headers=headers)
            problem(world, answer, 401)
    for path in ["/metrics", "/live", f"/live/runs/{world.run['id']}", f"/live/jobs/{world.job['id']}/log"]:
        answer = world.get(path, token=token or False, headers=headers)
        assert answer.status == 401, f"{path}: a program is answered {answer.status}"


def test_public_read_opens_reading_and_nothing_else(make_server, tmp_path):
    server = make_server("--public-read")
    document = server.get("/api/v1/openapi.json", token=False).json
    source = Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    assert server.get("/api/v1/runs", token=False).status == 200
    assert server.get("/metrics", token=False).status == 200
    assert [each["name"] for each in server.get("/api/v1/repositories", token=False).json["items"]] == ["weather"]
    for path, operations in document["paths"].items():
        for method in operations.keys() - {"get"}:
            path = re.sub(r"\{\w+\}", "1", path)
            assert server.request(method.upper(), path, token=False).status == 401, (method, path)


def test_secrets_are_told_of_and_never_shown(world, tmp_path):
    source = Repository(tmp_path, "guarded")
    source.push({"README.md": "weather\n"})
    answer = world.post("/api/v1/repositories", {
        "name": "guarded", "url": str(source.bare), "forge": "github", "webhook_secret": "hush hush hush"})
    assert answer.status == 201 and answer.json["has_webhook_secret"] is True
    shown = answer.text + world.get("/api/v1/repositories").text + world.get("/api/v1/repositories/guarded").text
    assert "hush" not in shown


@pytest.mark.parametrize("body, word", [
    ({"name": "x"}, "url"), ({"name": "x", "url": "/nowhere", "colour": "red"}, "colour"),
    ({"name": 3, "url": "/nowhere"}, "name"), ([], "object"), ({"name": "../x y", "url": "/nowhere"}, "name"),
    ({"name": "x", "url": "/nowhere", "forge": "sourceforge"}, "sourceforge"),
    ({"name": "x", "url": "/nowhere", "workflows": "../up"}, "workflows"),
    ({"name": "x", "url": "/nowhere", "webhook_secret": "short"}, "secret"),
])
def test_a_wrong_body_is_refused_by_name(world, body, word):
    assert word in problem(world, world.post("/api/v1/repositories", body), 400)


def test_a_body_that_is_not_json_is_refused(world):
    problem(world, world.post("/api/v1/repositories", b"{", headers={"Content-Type": "application/json"}), 400)


def test_a_body_without_end_is_refused(world):
    answer = world.post("/api/v1/dispatches", b"[" + b" " * (2 << 20) + b"]")
    assert answer.status == 413


def test_a_repository_that_cannot_be_read_is_not_taken_in(world):
    answer = world.post("/api/v1/repositories", {"name": "nowhere", "url": "/nowhere/at/all"})
    assert 400 <= answer.status < 500, answer.text
    assert "/nowhere/at/all" in answer.json["detail"]
    problem(world, world.get("/api/v1/repositories/nowhere"), 404)


def test_a_name_is_taken_once(world):
    answer = world.post("/api/v1/repositories", {"name": "team/weather", "url": str(world.source.bare)})
    assert "team/weather" in problem(world, answer, 409)


def test_an_unknown_query_parameter_is_refused(world):
    for path, operations in world.document["paths"].items():
        if "get" in operations:
            assert "colour" in problem(world, world.get(filled(world, path) + "?colour=red"), 400)
    answer = world.get(f"/live/jobs/{world.job['id']}/log?colour=red")
    assert answer.status == 400, "of a live log"


@pytest.mark.parametrize("query", [
    "state=sleeping", "conclusion=fine", "event=x", "before=x", "limit=0", "limit=201", "limit=x"])
def test_a_wrong_filter_is_refused(world, query):
    problem(world, world.get("/api/v1/runs?" + query), 400)


def test_filters_filter(world):
    def ids(query):
        return {run["id"] for run in world.items("/runs?" + query)}

    every = ids("limit=1")
    assert len(every) >= 2, "pages of one make the whole list"
    assert ids("conclusion=warning") == set()
    assert ids(f"event={world.run['event']}") == {world.run["id"]}
    assert ids("workflow=.anneal/workflows/broken.yml") == {
        run["id"] for run in world.items("/runs") if run["workflow"].endswith("broken.yml")}
    assert ids("ref=refs/heads/other") == set()
    assert ids("repository=team/weather&state=completed") == every


def test_a_log_by_byte_range(world):
    path = f"/api/v1/jobs/{world.job['id']}/log"
    whole = world.get(path)
    assert (whole.status, whole.headers["Accept-Ranges"]) == (200, "bytes")
    size = len(whole.body)
    assert "line 200 of grüße ✓\n" in whole.text
    for header, part in [
        ("bytes=0-0", whole.body[:1]), ("bytes=10-19", whole.body[10:20]), (f"bytes={size - 5}-", whole.body[-5:]),
        ("bytes=-7", whole.body[-7:]), (f"bytes=5-{size + 1000}", whole.body[5:]), (f"bytes=-{size * 2}", whole.body),
    ]:
        answer = world.get(path, headers={"Range": header})
        assert (answer.status, answer.body) == (206, part), header
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["Content-Range"])
        assert found and int(found[3]) == size and int(found[2]) - int(found[1]) + 1 == len(part)
        assert whole.body[int(found[1]):int(found[2]) + 1] == part


@pytest.mark.parametrize("header", ["bytes={size}-", "bytes=-0", "bytes=9999999999-"])
def test_a_byte_range_beyond_the_end_is_416(world, header):
    path = f"/api/v1/jobs/{world.job['id']}/log"
    size = len(world.get(path).body)
    answer = world.get(path, headers={"Range": header.format(size=size)})
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{size}")


def test_a_log_by_lines(world):
    path = f"/api/v1/jobs/{world.job['id']}/log"
    lines = world.get(path).body.splitlines(keepends=True)
    assert world.get(path + "?from=1&lines=1").body == lines[0]
    assert world.get(path + "?from=3&lines=4").body == b"".join(lines[2:6])
    assert world.get(path + f"?from={len(lines)}").body == lines[-1]
    assert world.get(path + f"?from={len(lines) + 1}").body == b""
    assert world.get(path + "?lines=10000").body == b"".join(lines)
    for query in ["from=0", "lines=0", "lines=10001", "from=x", "attempt=99"]:
        problem(world, world.get(f"{path}?{query}"), 400)


def test_a_run_and_its_log_are_told_live(world, tmp_path):
    source, gate = Repository(tmp_path, "live"), tmp_path / "go"
    source.push({"README.md": "weather\n"})
    world.ok("repo", "add", "live", source.bare)
    world.ok("hooks", "install", source.bare)
    try:
        sha = source.push(workflow(WAIT % gate))
        run = eventually(lambda: world.items("/runs?repository=live&state=running"), "a run that runs")[0]
        job = eventually(lambda: next((each for each in world.jobs(run["id"]).values() if each["attempt"]), None), "a job")
        changes = world.listen(f"/live/runs/{run['id']}")
        assert next(changes)[0] == "comment"
        told, ids = "", []
        for event, id, data in world.listen(f"/live/jobs/{job['id']}/log"):
            if event == "log":
                told += json.loads(data)
                ids.append(int(id))
            if "waiting" in told:
                gate.touch()
            if event == "end":
                break
    finally:
        gate.touch()
    whole = world.get(f"/api/v1/jobs/{job['id']}/log")
    assert told == whole.text and "done" in told
    assert ids == sorted(set(ids)) and ids[-1] == len(whole.body)
    for event, _, data in changes:
        assert (event, json.loads(data)) == ("run", {"id": run["id"]})
        if world.api(f"/runs/{run['id']}")["state"] == "completed":
            break
    assert world.run_of(sha)["conclusion"] == "success"

    rest = [each for each in world.listen(f"/live/jobs/{job['id']}/log", headers={"Last-Event-ID": str(ids[0])})]
    assert [event for event, _, _ in rest][-1] == "end"
    text = "".join(json.loads(data) for event, _, data in rest if event == "log")
    assert text == whole.body[ids[0]:].decode()


def test_a_finished_run_is_not_cancelled(world):
    run = world.run["id"]
    before = world.settled(run)
    assert problem(world, world.post(f"/api/v1/runs/{run}/cancel"), 409)
    assert world.api(f"/runs/{run}") == before


def test_a_run_that_never_began_is_neither_cancelled_nor_run_again(world):
    """Its workflow does not parse, so there is nothing in it to cancel or to repeat."""
    run = world.broken["id"]
    problem(world, world.post(f"/api/v1/runs/{run}/cancel"), 409)
    problem(world, world.post(f"/api/v1/runs/{run}/rerun", {}), 409)


def test_a_running_run_is_cancelled_and_not_rerun(world, tmp_path):
    source, gate = Repository(tmp_path, "cancelled"), tmp_path / "never"
    source.push({"README.md": "weather\n"})
    world.ok("repo", "add", "cancelled", source.bare)
    world.ok("hooks", "install", source.bare)
    source.push(workflow(WAIT % gate))
    run = eventually(lambda: world.items("/runs?repository=cancelled&state=running"), "a run that runs")[0]["id"]
    eventually(lambda: "waiting" in "".join(
        world.get(f"/api/v1/jobs/{job['id']}/log").text for job in world.jobs(run).values() if job["attempt"]), "a line")
    problem(world, world.post(f"/api/v1/runs/{run}/rerun", {}), 409)
    problem(world, world.request("DELETE", "/api/v1/repositories/cancelled"), 409)
    answer = world.post(f"/api/v1/runs/{run}/cancel")
    check_answer(world, "post", "/api/v1/runs/{id}/cancel", answer)
    assert world.settled(run)["conclusion"] == "cancelled"
    assert world.jobs(run)["wait"]["conclusion"] == "cancelled"


def test_a_rerun_is_a_new_attempt(world):
    run = world.run["id"]
    before = world.jobs(run)
    assert world.post(f"/api/v1/runs/{run}/rerun", {"failed": True}).status == 202
    eventually(lambda: world.jobs(run)["fails"]["attempt"] == before["fails"]["attempt"] + 1, "another attempt")
    world.settled(run)
    after = world.jobs(run)
    assert after["talk"] == before["talk"], "what passed is left as it is"
    assert world.post(f"/api/v1/runs/{run}/rerun", {"failed": False}).status == 202
    eventually(lambda: world.jobs(run)["talk"]["attempt"] == before["talk"]["attempt"] + 1, "a second attempt")
    world.settled(run)
    first = world.get(f"/api/v1/jobs/{after['talk']['id']}/log?attempt=1")
    assert first.status == 200 and "line 1 of" in first.text
    problem(world, world.post(f"/api/v1/runs/{run}/rerun", {"fialed": True}), 400)


def test_attempts_are_kept_beside_each_other(world):
    """Of the job that was run again just now; the page leads to each of them."""
    job = world.jobs(world.run["id"])["fails"]
    if job["attempt"] == 1:
        assert world.post(f"/api/v1/runs/{world.run['id']}/rerun", {"failed": True}).status == 202
        job = eventually(lambda: (now := world.jobs(world.run["id"])["fails"])["attempt"] > 1 and now, "another attempt")
        world.settled(world.run["id"])
    path = f"/jobs/{job['id']}/attempts"
    attempts = world.items(path)
    assert [each["attempt"] for each in attempts] == list(range(job["attempt"], 0, -1))
    assert {each["conclusion"] for each in attempts} == {"failure"}
    first = world.api(f"{path}/1")
    assert (first["run_attempt"], first["steps"][0]["exit_code"]) == (1, 3)
    assert first["host"]["cores"] >= 1
    assert world.get(f"/api/v1{path}/1/log").status == 200
    problem(world, world.get(f"/api/v1{path}/{job['attempt'] + 1}"), 404)
    page = world.get(f"/jobs/{job['id']}").text
    assert f'href="/jobs/{job["id"]}?attempt=1"' in page
    assert "failed" in world.get(f"/jobs/{job['id']}?attempt=1").text


def test_health_needs_no_token(world):
    answer = world.get("/healthz", token=False)
    assert (answer.status, answer.text) == (200, "ok\n")


def test_metrics_are_prometheus_text(world):
    answer = world.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    kinds, values = {}, {}
    for line in answer.text.splitlines():
        if match := re.fullmatch(r"# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)", line):
            kinds[match[1]] = match[2]
        elif not re.fullmatch(r"# HELP [a-zA-Z_:][\w:]* .+", line):
            match = re.fullmatch(
                r'([a-zA-Z_:][\w:]*)(\{(?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)', line)
            assert match, f"not Prometheus text: {line!r}"
            assert match[1] in kinds, f"no TYPE before {line!r}"
            assert (match[1], match[2]) not in values, f"twice: {line!r}"
            values[match[1], match[2]] = float(match[3])
    assert answer.text.endswith("\n")
    assert values["anneal_repositories", None] == len(world.items("/repositories"))
    assert values["process_resident_memory_bytes", None] > 1 << 20
    assert all(name.endswith("_total") for name, kind in kinds.items() if kind == "counter")


def test_answers_cannot_be_framed_or_sniffed(world):
    for path in ["/api/v1/runs", f"/api/v1/jobs/{world.job['id']}/log", "/healthz"]:
        assert world.get(path).headers["X-Content-Type-Options"] == "nosniff", path
