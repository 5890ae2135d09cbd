"""The command line, as a stranger uses it: nothing but `anneal`, `git` and what they print."""

import json
import subprocess

import pytest

from support_http import (  # noqa: F401
    BIN, Repository, anneal, binary, environment, eventually, make_server, shared, workflow)

#: What a program may rely on in each line of `anneal runs list --json`.
RUN_KEYS = {
    "id", "number", "repository", "workflow", "event", "ref", "sha", "state", "conclusion", "created_at", "started_at",
    "finished_at"}

CI = """
name: CI
on:
  push:
    branches: [main]
  workflow_dispatch:
    inputs:
      word: { type: string, default: nothing }
jobs:
  greet:
    runs-on: x
    steps:
      - name: Greet
        env:
          WORD: ${{ inputs.word || 'nothing' }}
        run: echo "the word is $WORD"
  flaky:
    runs-on: x
    steps:
      - run: test -e '%s'
"""

GATED = """
name: Gated
on: push
jobs:
  unit:
    runs-on: x
    steps:
      - run: echo unit
  model:
    runs-on: x
    paths: ["model/**"]
    steps:
      - uses: actions/checkout@v4
      - run: grep -q good model/weights.txt
"""


@pytest.fixture(scope="module")
def world(shared, tmp_path_factory):
    """A server with one repository and one run, of which a job failed."""
    folder = tmp_path_factory.mktemp("source")
    source = Repository(folder)
    source.push({"README.md": "weather\n"})
    shared.ok("repo", "add", "weather", source.bare)
    shared.ok("hooks", "install", source.bare)
    shared.source, shared.gate = source, folder / "fixed"
    shared.sha = source.push(workflow(CI % shared.gate))
    shared.run = shared.run_of(shared.sha)["id"]
    return shared


def refused(server, *arguments, code=None):
    """A command that says on stderr why it did not do what was asked, and prints no result."""
    done = server.cli(*arguments)
    assert done.returncode != 0 if code is None else done.returncode == code, done.stdout + done.stderr
    assert done.stderr.strip() and "Fatal error" not in done.stderr
    assert done.stdout == ""
    return done.stderr


COMMANDS = [
    "serve", "run", "plan", "init", "lint", "dispatch", "runs", "runs list", "runs show", "runs logs", "runs cancel",
    "runs rerun", "events", "events list", "events show", "events replay", "explain", "repo", "repo add", "repo list",
    "repo show", "repo remove", "hooks", "hooks install", "doctor", "actions", "actions lock",
    "actions update", "actions list"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    done = anneal(*command.split(), "-h")
    assert done.returncode == 0 and "USAGE: anneal" in done.stdout
    if command not in ("runs", "events", "repo", "hooks"):
        assert "Example: anneal" in done.stdout


def test_a_command_that_is_not_there_is_refused():
    done = anneal("fly")
    assert done.returncode != 0 and "fly" in done.stderr
    assert anneal("runs", "list", "--colour").returncode != 0


def test_without_a_server_it_says_what_to_do(tmp_path):
    done = anneal("runs", "list", HOME=str(tmp_path), ANNEAL_DATA=str(tmp_path / "nothing"))
    assert done.returncode != 0
    assert "anneal serve" in done.stderr
    done = anneal("runs", "list", ANNEAL_URL="http://127.0.0.1:1", ANNEAL_TOKEN="x")
    assert done.returncode != 0 and "127.0.0.1:1" in done.stderr


def test_address_and_token_may_come_from_the_environment(world):
    url = f"http://127.0.0.1:{world.port}"
    assert anneal("repo", "list", ANNEAL_URL=url, ANNEAL_TOKEN=world.token).returncode == 0
    done = anneal("repo", "list", ANNEAL_URL=url, ANNEAL_TOKEN="wrong")
    assert done.returncode != 0 and "token" in done.stderr
    assert anneal("repo", "list", "--url", url, "--token-file", world.data / "admin-token").returncode == 0


def test_a_repository_is_added_listed_shown_and_removed(world, tmp_path):
    other = Repository(tmp_path, "other")
    other.push({"README.md": "other\n"})
    secret = tmp_path / "secret"
    secret.write_text("hush hush hush\n")
    world.ok("repo", "add", "team/other", other.bare, "--forge", "gitlab", "--webhook-secret-file", secret,
             "--workflows", "ci")
    listed = {each["name"]: each for each in world.lines("repo", "list")}
    assert listed.keys() >= {"weather", "team/other"}
    assert "team/other" in world.ok("repo", "list")
    shown = json.loads(world.ok("repo", "show", "team/other", "--json"))
    assert shown == listed["team/other"]
    assert (shown["url"], shown["forge"], shown["workflows"], shown["has_webhook_secret"]) == (
        str(other.bare), "gitlab", "ci", True)
    assert "hush" not in world.ok("repo", "show", "team/other")

    assert "team/other" in refused(world, "repo", "add", "team/other", other.bare)
    assert "--yes" in refused(world, "repo", "remove", "team/other")
    world.ok("repo", "remove", "team/other", "--yes")
    assert "team/other" in refused(world, "repo", "show", "team/other")
    assert "team/other" not in world.ok("repo", "list")
    assert other.bare.exists(), "its own files are not touched"
    refused(world, "repo", "remove", "team/other", "--yes")


def test_a_relative_path_is_of_where_one_stands(world, tmp_path):
    other = Repository(tmp_path, "near")
    other.push({"README.md": "near\n"})
    world.ok("repo", "add", "near", "near.git", cwd=tmp_path)
    assert json.loads(world.ok("repo", "show", "near", "--json"))["url"] == str(other.bare)
    world.ok("repo", "remove", "near", "--yes")


def test_a_repository_that_cannot_be_read_is_refused(world, tmp_path):
    assert "nothing-here" in refused(world, "repo", "add", "x", tmp_path / "nothing-here")
    refused(world, "repo", "add", "x", world.source.bare, "--forge", "sourceforge")
    assert "missing" in refused(world, "repo", "add", "x", world.source.bare, "--webhook-secret-file", tmp_path / "missing")


def test_a_hook_never_makes_a_push_fail_and_keeps_the_one_that_was_there(world, tmp_path):
    other = Repository(tmp_path, "hooked")
    other.push({"README.md": "hooked\n"})
    own = other.bare / "hooks" / "post-receive"
    own.write_text(f"#!/bin/sh\ncat > {tmp_path}/seen\n")
    own.chmod(0o755)
    world.ok("repo", "add", "hooked", other.bare)
    world.ok("hooks", "install", other.bare)
    sha = other.push(workflow("on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo x\n"))
    assert world.run_of(sha)["conclusion"] == "success"
    assert sha in (tmp_path / "seen").read_text()
    world.ok("repo", "remove", "hooked", "--yes")
    other.push({"README.md": "the spool is gone\n"})
    assert own.read_text()


def test_a_hook_for_what_is_no_repository_is_refused(world, tmp_path):
    refused(world, "hooks", "install", tmp_path)
    other = Repository(tmp_path, "stranger")
    other.push({"README.md": "x\n"})
    assert "repo add" in refused(world, "hooks", "install", other.bare)


def test_runs_are_listed_for_programs_and_for_people(world):
    for run in world.lines("runs", "list"):
        assert run.keys() >= RUN_KEYS
    run = next(run for run in world.lines("runs", "list") if run["id"] == world.run)
    assert (run["repository"], run["sha"], run["ref"], run["state"], run["conclusion"]) == (
        "weather", world.sha, "refs/heads/main", "completed", "failure")
    assert run["workflow"] == ".anneal/workflows/ci.yml" and run["number"] == 1
    table = world.ok("runs", "list", "--repository", "weather")
    assert "RUN" in table.splitlines()[0] and world.sha[:7] in table
    assert "\x1b" not in table, "colours in a pipe"
    assert world.lines("runs", "list", "--ref", "main", "--conclusion", "failure", "--limit", "1")
    assert world.lines("runs", "list", "--ref", "elsewhere") == []
    refused(world, "runs", "list", "--state", "asleep")
    refused(world, "runs", "list", "--repository", "nobody")
    refused(world, "runs", "list", "--limit", "0")


def test_a_run_is_shown_with_jobs_and_steps(world):
    shown = json.loads(world.ok("runs", "show", world.run, "--json"))
    assert shown.keys() >= RUN_KEYS
    assert {job["key"]: job["conclusion"] for job in shown["jobs"]} == {"greet": "success", "flaky": "failure"}
    text = world.ok("runs", "show", world.run)
    assert "Greet" in text and "exit code 1" in text and "failure" in text
    assert "999999" in refused(world, "runs", "show", "999999")
    refused(world, "runs", "show", "x")


def test_logs_are_printed(world):
    text = world.ok("runs", "logs", world.run, "--job", "greet")
    assert "the word is nothing" in text
    assert "the word is nothing" in world.ok("runs", "logs", world.run)
    assert "nobody" in refused(world, "runs", "logs", world.run, "--job", "nobody")


def test_following_ends_as_the_run_ends(world, tmp_path):
    done = world.cli("runs", "logs", world.run, "-f")
    assert done.returncode == 1 and "the word is nothing" in done.stdout
    other, gate = Repository(tmp_path, "followed"), tmp_path / "go"
    other.push({"README.md": "x\n"})
    world.ok("repo", "add", "followed", other.bare)
    world.ok("hooks", "install", other.bare)
    other.push(workflow(
        "on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n"
        f"      - run: |\n          echo first\n          until [ -e {gate} ]; do sleep 0.05; done\n          echo last\n"))
    run = eventually(lambda: world.items("/runs?repository=followed"), "a run")[0]["id"]
    follower = subprocess.Popen(
        [binary(), "runs", "logs", str(run), "-f"], env=environment(ANNEAL_DATA=str(world.data)),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        seen = ""
        while "first" not in seen.splitlines():
            line = follower.stdout.readline()
            assert line, "it ended before the run: " + follower.stderr.read()
            seen += line
        gate.touch()
        rest, said = follower.communicate(timeout=60)
    finally:
        gate.touch()
        follower.kill()
        follower.wait()
    assert "last" in rest and follower.returncode == 0, said


def test_a_run_is_cancelled_and_its_last_steps_still_run(world, tmp_path):
    other = Repository(tmp_path, "endless")
    other.push({"README.md": "x\n"})
    world.ok("repo", "add", "endless", other.bare)
    world.ok("hooks", "install", other.bare)
    other.push(workflow(
        "on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - run: echo begun && exec sleep 1000\n"
        "      - if: always()\n        run: echo swept\n"))
    run = eventually(lambda: world.items("/runs?repository=endless"), "a run")[0]["id"]
    eventually(lambda: "begun" in world.cli("runs", "logs", run).stdout, "its first line")
    world.ok("runs", "cancel", run)
    assert world.settled(run)["conclusion"] == "cancelled"
    assert "swept" in world.ok("runs", "logs", run)
    assert world.cli("runs", "logs", run, "-f").returncode == 1
    refused(world, "runs", "cancel", run)


def test_what_failed_is_run_again(world, tmp_path):
    other, gate = Repository(tmp_path, "again"), tmp_path / "fixed"
    other.push({"README.md": "x\n"})
    world.ok("repo", "add", "again", other.bare)
    world.ok("hooks", "install", other.bare)
    run = world.run_of(other.push(workflow(CI % gate)))
    assert run["conclusion"] == "failure"
    gate.touch()
    world.ok("runs", "rerun", run["id"], "--failed")
    assert world.cli("runs", "logs", run["id"], "-f").returncode == 0
    assert world.settled(run["id"])["conclusion"] == "success"
    jobs = world.jobs(run["id"])
    assert (jobs["greet"]["attempt"], jobs["flaky"]["attempt"]) == (1, 2)
    refused(world, "runs", "rerun", run["id"], "--failed")
    world.ok("runs", "rerun", run["id"])
    eventually(lambda: world.jobs(run["id"])["greet"]["attempt"] == 2, "all of it again")


def test_a_run_and_an_event_are_explained(world):
    event = world.api(f"/runs/{world.run}")["event"]
    text = world.ok("explain", f"run:{world.run}")
    assert "matched" in text and "ci.yml" in text and "flaky" in text
    assert "matched" in world.ok("explain", f"event:{event}")
    told = json.loads(world.ok("explain", f"event:{event}", "--json"))
    assert [(each["workflow"], each["verdict"], each["run"]) for each in told["decisions"]] == [
        (".anneal/workflows/ci.yml", "matched", world.run)]
    world.ok("explain", world.run)
    refused(world, "explain", "999999")
    world.source.commit({"b.txt": "b\n"})
    world.source.push(ref="elsewhere")
    found = eventually(lambda: [each for each in world.items("/events?repository=weather")
                                if each.get("ref") == "refs/heads/elsewhere" and each.get("decided_at")], "an event")
    text = world.ok("explain", f"event:{found[0]['id']}")
    assert "filtered" in text and "branches" in text and "elsewhere" in text and "line" in text


def test_events_are_listed_shown_and_replayed(world):
    event = world.api(f"/runs/{world.run}")["event"]
    assert event in [each["id"] for each in world.lines("events", "list", "--repository", "weather")]
    assert world.sha[:7] in world.ok("events", "list")
    assert json.loads(world.ok("events", "show", event, "--json"))["after"] == world.sha
    assert "ci.yml" in world.ok("events", "show", event)
    before = len(world.items(f"/runs?repository=weather"))
    assert f"event {event}" in world.ok("events", "replay", event)
    run = eventually(lambda: len(found := world.items("/runs?repository=weather")) == before + 1 and found[0], "a run")
    assert run["sha"] == world.sha and run["event"] != event
    assert json.loads(world.ok("events", "show", run["event"], "--json"))["source"] == f"replay of event {event}"
    world.settled(run["id"])
    refused(world, "events", "replay", "999999")
    refused(world, "events", "show", "999999")


def test_a_workflow_is_asked_for_by_hand(world):
    told = json.loads(world.ok("dispatch", "weather", "ci.yml", "--ref", "main", "--input", "word=a b 'c'", "--json"))
    run = eventually(lambda: world.items(f"/runs?event={told['event']}"), "its run")[0]["id"]
    world.settled(run)
    assert "the word is a b 'c'" in world.ok("runs", "logs", run, "--job", "greet")
    assert "event" in world.ok("dispatch", "weather", "ci.yml")
    assert "event" in world.ok("dispatch", "weather", "ci"), "as people call it"
    refused(world, "dispatch", "weather", "missing.yml")
    refused(world, "dispatch", "weather", "ci.yml", "--ref", "nowhere")
    refused(world, "dispatch", "nobody", "ci.yml")
    refused(world, "dispatch", "weather", "ci.yml", "--input", "word")


@pytest.mark.parametrize("arguments, words", [
    (["weather", "missing.yml"], "there is no workflow file 'missing.yml'"),
    (["weather", "ci.yml", "--input", "wrod=x"], "there is no input 'wrod'; did you mean 'word'?")])
def test_a_wrong_request_is_refused_and_starts_nothing(world, arguments, words):
    before = world.items("/events")[0]["id"]
    assert words in refused(world, "dispatch", *arguments)
    assert world.items("/events")[0]["id"] == before


@pytest.mark.parametrize("listener", ["open", "gone"])
def test_a_server_ends_within_five_seconds_of_being_asked(make_server, listener):
    """A page that is open, or was, does not hold it up."""
    server = make_server()
    messages = server.listen("/live")
    assert next(messages)[0] == "comment"
    if listener == "gone":
        messages.close()
    server.process.terminate()
    try:
        assert server.process.wait(timeout=5) == 0
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
        pytest.fail("it still runs 5 s after SIGTERM")


def test_the_doctor_finds_nothing_wrong_and_finds_what_is(world, tmp_path):
    done = world.cli("doctor")
    assert done.returncode == 0, done.stdout
    checks = [json.loads(line) for line in world.cli("doctor", "--json").stdout.splitlines()]
    assert checks and "FAIL" not in done.stdout
    done = anneal("doctor", ANNEAL_DATA=str(tmp_path / "nothing"), HOME=str(tmp_path))
    assert done.returncode == 1 and "FAIL" in done.stdout


@pytest.fixture
def tree(tmp_path):
    """A working tree of a repository that no server knows."""
    return Repository(tmp_path, "tree")


def here(tree, *arguments):
    return anneal(*arguments, cwd=tree.work, HOME=str(tree.work.parent))


def test_a_ready_workflow_is_copied_and_is_sound(tree):
    tree.commit({"README.md": "x\n"})
    assert here(tree, "init").returncode == 0
    made = list((tree.work / ".anneal/workflows").iterdir())
    assert len(made) == 1
    done = here(tree, "init")
    assert done.returncode != 0 and "--force" in done.stderr
    assert here(tree, "init", "--force").returncode == 0
    assert "python-ml-ci" in here(tree, "init", "--list").stdout
    assert here(tree, "init", "--workflow", "nothing").returncode != 0
    done = here(tree, "lint")
    assert done.returncode == 0, done.stdout
    done = here(tree, "plan")
    assert done.returncode == 0 and made[0].name in done.stdout, done.stdout + done.stderr
    plan = json.loads(here(tree, "plan", "--json").stdout)
    assert made[0].name in json.dumps(plan)


def test_a_linter_says_where_and_answers_by_its_exit_code(tree):
    tree.commit(workflow("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n", "good") | workflow(
        "on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n    steps:\n      - run: echo ${{ nonsense.x }}\n", "bad"))
    assert here(tree, "lint", ".anneal/workflows/good.yml").returncode == 0
    done = here(tree, "lint", ".anneal/workflows/bad.yml")
    assert done.returncode == 1 and ".anneal/workflows/bad.yml:5:5: error:" in done.stdout
    assert here(tree, "lint").returncode == 1
    done = here(tree, "lint", "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and len(found) >= 2
    for each in found:
        assert each.keys() >= {"file", "line", "column", "severity", "rule", "message"}
    assert (".anneal/workflows/bad.yml", 5, 5, "error") in [
        (each["file"], each["line"], each["column"], each["severity"]) for each in found]
    done = here(tree, "lint", "missing.yml")
    assert done.returncode == 2 and "missing.yml" in done.stderr
    assert here(tree, "lint", "--format", "xml").returncode not in (0, 1)


def test_a_working_tree_is_run_with_what_is_not_committed(tree):
    steps = "on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - run: {}\n"
    tree.commit(workflow(steps.format("cat new.txt")))
    done = here(tree, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    (tree.work / "new.txt").write_text("not committed\n")
    done = here(tree, "run")
    assert done.returncode == 0 and "not committed" in done.stdout, done.stdout + done.stderr
    assert "\x1b[" not in done.stdout, "a live view in a pipe"
    done = here(tree, "run", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and told
    assert tree.git("status", "--porcelain") == "?? new.txt", "the working tree is left as it was"


def test_what_cannot_be_run_is_not_a_failure(tree, tmp_path):
    assert here(tree, "run", "-C", tmp_path / "missing").returncode == 2
    tree.commit({"README.md": "x\n"})
    done = here(tree, "run", "missing")
    assert done.returncode == 2 and "missing" in done.stdout + done.stderr
    tree.commit(workflow("on: push\njobs:\n  j:\n    runs-on: x\n    stepz: []\n"))
    done = here(tree, "run")
    assert done.returncode in (1, 2) and "stepz" in done.stdout + done.stderr


def test_one_job_inputs_and_secrets_are_given(tree):
    tree.commit(workflow(
        "on:\n  workflow_dispatch:\n    inputs:\n      n: { type: number, required: true }\n"
        "jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo \"n=${{ inputs.n }} s=$S\"\n"
        "        env:\n          S: ${{ secrets.KEY }}\n"
        "  b:\n    runs-on: x\n    steps:\n      - run: exit 1\n"))
    done = here(tree, "run", "ci", "--input", "n=7", "--job", "a", "--secret", "KEY=very-secret")
    assert done.returncode == 0 and "n=7 s=***" in done.stdout, done.stdout + done.stderr
    assert "very-secret" not in done.stdout + done.stderr
    assert "b:" not in done.stdout, "--job runs only this job"
    assert here(tree, "run", "ci", "--input", "n=7").returncode == 1
    assert here(tree, "run", "ci", "--input", "m=7").returncode == 2
    assert here(tree, "run", "ci", "--input", "n=7", "--job", "c").returncode == 2


def test_what_passed_vouches_until_it_breaks(world, tmp_path):
    """The reason this engine is there: a job is skipped because it passed, never because nobody touched it lately."""
    other = Repository(tmp_path, "gated")
    other.push({"README.md": "one\n"})
    world.ok("repo", "add", "gated", other.bare)
    world.ok("hooks", "install", other.bare)

    def push(files):
        sha = other.push(files)
        run = world.run_of(sha)
        return sha, run["conclusion"], world.jobs(run["id"])["model"], run["id"]

    good, conclusion, model, _ = push(workflow(GATED) | {"model/weights.txt": "good\n"})
    assert (conclusion, model["conclusion"]) == ("success", "success")

    _, conclusion, model, run = push({"README.md": "two\n"})
    assert (conclusion, model["conclusion"]) == ("success", "skipped")
    assert good[:7] in model["reason"]
    assert good[:7] in world.ok("explain", f"run:{run}")

    _, conclusion, model, _ = push({"model/weights.txt": "bad\n"})
    assert (conclusion, model["conclusion"]) == ("failure", "failure")

    _, conclusion, model, _ = push({"README.md": "three\n"})
    assert (conclusion, model["conclusion"]) == ("failure", "failure"), "a broken model was hidden by a README"

    fixed, conclusion, model, _ = push({"model/weights.txt": "good again\n"})
    assert (conclusion, model["conclusion"]) == ("success", "success")

    _, conclusion, model, run = push({"README.md": "four\n"})
    assert (conclusion, model["conclusion"]) == ("success", "skipped")
    assert fixed[:7] in model["reason"]

    _, _, model, _ = push(workflow(GATED.replace("grep -q good", "grep -q  good")))
    assert model["conclusion"] == "success", "another definition is another job: nothing vouches for it"
