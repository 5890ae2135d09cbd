"""Reusable workflows: a job that runs another workflow of the same commit, from the push to the outputs."""

import json

from support_actions import Actions
from support_http import Repository, anneal, eventually, make_server, workflow  # noqa: F401

CALLER = """
name: Train
on: push
env: { FROM_CALLER: "not inherited" }
jobs:
  first:
    runs-on: x
    outputs: { who: "${{ steps.who.outputs.who }}" }
    steps:
      - id: who
        run: echo who=ada >> $GITHUB_OUTPUT
  build:
    needs: first
    strategy: { matrix: { size: [1, 2] } }
    uses: ./.anneal/workflows/reused.yml
    with:
      who: ${{ needs.first.outputs.who }}
      size: ${{ matrix.size }}
    secrets:
      token: ${{ secrets.LONG_NAME }}
  after:
    needs: build
    runs-on: x
    steps:
      - run: echo "after ${{ needs.build.result }} ${{ needs.build.outputs.made }}"
"""

REUSED = """
on:
  workflow_call:
    inputs:
      who: { type: string, required: true }
      size: { type: number, default: 7 }
      loud: { type: boolean }
    secrets:
      token: { required: true }
    outputs:
      made: { value: "${{ jobs.two.outputs.made }}" }
jobs:
  one:
    runs-on: x
    steps:
      - run: |
          echo "one ${{ inputs.who }} ${{ inputs.size }} ${{ inputs.loud }} ${{ github.workflow }} ${{ github.job }} [$FROM_CALLER]"
          test "${{ secrets.token }}" = "a long secret value" && echo "has the token"
          test -z "${{ secrets.LONG_NAME }}" && echo "and no other"
  two:
    needs: one
    runs-on: x
    outputs: { made: "${{ steps.make.outputs.made }}" }
    steps:
      - id: make
        run: echo "made=${{ inputs.who }}-${{ inputs.size }}" >> $GITHUB_OUTPUT
"""


def log(server, jobs, key):
    return server.get(f"/api/v1/jobs/{jobs[key]['id']}/log").text


def started(make_server, tmp_path, files, *flags):
    server, source = make_server(*flags), Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    return server, source, server.run_of(source.push(files))


def secrets_file(tmp_path):
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"LONG_NAME": "a long secret value"}))
    path.chmod(0o600)
    return path


def test_a_job_runs_another_workflow(make_server, tmp_path):
    files = {**workflow(CALLER), **workflow(REUSED, "reused")}
    server, _, run = started(make_server, tmp_path, files, "--secrets-file", str(secrets_file(tmp_path)))
    jobs = server.jobs(run["id"])
    assert run["conclusion"] == "success", {key: job.get("reason") for key, job in jobs.items()}
    assert set(jobs) == {
        "first", "build/1", "build/1/one", "build/1/two", "build/2", "build/2/one", "build/2/two", "after"}
    assert jobs["build/1/one"]["name"] == "build (1) / one"
    assert {job["conclusion"] for job in jobs.values()} == {"success"}
    one = log(server, jobs, "build/2/one")
    assert "one ada 2 false Train one []" in one
    assert "has the token" in one and "and no other" in one
    assert "after success ada-2" in log(server, jobs, "after")
    assert jobs["build/1"]["outputs"] == {"made": "ada-1"}
    # What is called does not listen to pushes itself.
    assert len([r for r in server.items("/runs") if r["event"] == run["event"]]) == 1


def test_a_failed_job_of_a_call_fails_the_call_and_runs_again_alone(make_server, tmp_path):
    reused = (
        "on: workflow_call\njobs:\n  good: { runs-on: x, steps: [{ run: echo good }] }\n"
        "  bad: { runs-on: x, needs: good, steps: [{ run: 'test -e %s' }] }\n" % (tmp_path / "mended"))
    caller = "on: push\njobs:\n  build: { uses: ./.anneal/workflows/reused.yml }\n" \
        "  after: { needs: build, runs-on: x, steps: [{ run: echo after }] }\n"
    server, _, run = started(make_server, tmp_path, {**workflow(caller), **workflow(reused, "reused")})
    jobs = server.jobs(run["id"])
    ends = {key: job["conclusion"] for key, job in jobs.items()}
    assert ends == {"build": "failure", "build/good": "success", "build/bad": "failure", "after": "skipped"}
    assert "build/bad" in jobs["build"]["reason"]
    (tmp_path / "mended").touch()
    assert server.post(f"/api/v1/runs/{run['id']}/rerun", {"failed": True}).status in (200, 202, 204)
    eventually(lambda: server.api(f"/runs/{run['id']}")["attempt"] == 2, "the second attempt")
    assert server.settled(run["id"])["conclusion"] == "success"
    jobs = server.jobs(run["id"])
    assert {key: job["attempt"] for key, job in jobs.items() if key != "build"} == {
        "build/good": 1, "build/bad": 2, "after": 1}


def test_a_call_goes_on_after_kill(make_server, tmp_path):
    gate = tmp_path / "gate"
    reused = (
        "on: { workflow_call: { inputs: { word: { type: string } } } }\njobs:\n"
        "  one: { runs-on: x, steps: [{ run: 'while ! test -e %s; do sleep 0.1; done' }] }\n"
        "  two: { runs-on: x, needs: one, steps: [{ run: 'echo \"said ${{ inputs.word }}\"' }] }\n" % gate)
    caller = "on: push\njobs:\n  build: { uses: ./.anneal/workflows/reused.yml, with: { word: again } }\n"
    server, source = make_server(), Repository(tmp_path)
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    sha = source.push({**workflow(caller), **workflow(reused, "reused")})
    run = eventually(lambda: [r for r in server.items("/runs") if r.get("sha") == sha], "the run")[0]
    eventually(lambda: server.jobs(run["id"]).get("build/one", {}).get("state") == "running", "the first job")
    server.process.kill()
    server.process.wait()
    gate.touch()
    server.start()
    assert server.settled(run["id"])["conclusion"] == "success"
    assert "said again" in log(server, server.jobs(run["id"]), "build/two")


def test_a_call_that_does_not_fit_is_a_failed_run_that_says_so(make_server, tmp_path):
    caller = "on: push\njobs:\n  build: { uses: ./.anneal/workflows/missing.yml }\n"
    _, _, run = started(make_server, tmp_path, workflow(caller))
    assert (run["conclusion"], run["state"]) == ("failure", "completed")
    assert "./.anneal/workflows/missing.yml is not in the repository" in json.dumps(run["diagnostics"])


def test_lint_plan_and_the_run_say_the_same_of_a_call(make_server, tmp_path):
    reused = (
        "on: { workflow_call: { inputs: { size: { type: number } }, outputs: { model: { value: x } } } }\n"
        "jobs: { one: { runs-on: x, steps: [{ run: 'true' }] } }\n")
    caller = (
        "on: push\njobs:\n  build: { uses: ./.anneal/workflows/reused.yml, with: { sise: 3 } }\n"
        "  show: { needs: build, runs-on: x, steps: [{ run: 'echo ${{ needs.build.outputs.modle }}' }] }\n")
    server, source, run = started(make_server, tmp_path, {**workflow(caller), **workflow(reused, "reused")})
    assert run["conclusion"] == "failure" and server.jobs(run["id"]) == {}
    path = ".anneal/workflows/ci.yml"
    linted = anneal("lint", "--format", "json", path, cwd=source.work)
    assert linted.returncode == 1
    found = [json.loads(line) for line in linted.stdout.splitlines()]
    assert [(each["rule"], each["line"], each["help"]) for each in found] == [
        ("undefined-input", 3, "Did you mean 'size'?"), ("undefined-output", 4, "Did you mean 'model'?")]
    assert [each["message"] for each in run["diagnostics"]] == [each["message"] for each in found]
    planned = anneal("plan", cwd=source.work)
    assert all(each["message"] in planned.stdout for each in found), planned.stdout


def test_a_filter_beside_its_ignore_is_a_failed_run(make_server, tmp_path):
    """https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore:
    the two can't be used for the same event."""
    text = "on: { push: { branches: [main], branches-ignore: [old] } }\njobs: { a: { runs-on: x, steps: [{ run: 'true' }] } }\n"
    server, _, run = started(make_server, tmp_path, workflow(text))
    assert run["conclusion"] == "failure"
    assert [each["rule"] for each in run["diagnostics"]] == ["exclusive-filters"]


def test_a_run_without_a_server_calls_too(tmp_path):
    source = Repository(tmp_path)
    reused = "on: { workflow_call: { outputs: { word: { value: '${{ jobs.say.outputs.word }}' } } } }\njobs:\n" \
        "  say: { runs-on: x, outputs: { word: '${{ steps.s.outputs.word }}' }, steps: [{ id: s, run: 'echo word=hello >> $GITHUB_OUTPUT' }] }\n"
    caller = "on: push\njobs:\n  build: { uses: ./.anneal/workflows/reused.yml }\n" \
        "  after: { needs: build, runs-on: x, steps: [{ run: 'echo \"heard ${{ needs.build.outputs.word }}\"' }] }\n"
    source.commit({**workflow(caller), **workflow(reused, "reused")})
    done = anneal("run", cwd=source.work)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "heard hello" in done.stdout


GATED = """
on: {{ workflow_call: {{ inputs: {{ who: {{ type: string }} }} }} }}
jobs:
  model: {{ runs-on: x, paths: ['model/**'], steps: [{{ run: 'echo {word}' }}] }}
  fold:
    runs-on: x
    paths: ['model/**', '!model/*.md']
    strategy: {{ matrix: {{ n: [1, 2] }} }}
    steps: [{{ run: 'echo ${{{{ inputs.who }}}} ${{{{ matrix.n }}}}' }}]
  inner: {{ uses: ./.anneal/workflows/inner.yml }}
"""

INNER = """
on: workflow_call
jobs:
  deep: { runs-on: x, paths: ['model/**'], steps: [{ run: 'echo deep' }] }
"""

GATED_CALLER = """
on: push
jobs:
  build: {{ uses: ./.anneal/workflows/reused.yml, with: {{ who: {who} }} }}
  after: {{ needs: build, runs-on: x, steps: [{{ run: 'echo after' }}] }}
"""

GATED_JOBS = ["build/model", "build/fold/1", "build/fold/2", "build/inner/deep"]


def ends_of(server, run):
    return {key: job["conclusion"] for key, job in server.jobs(run["id"]).items()}


def test_a_called_job_with_paths_is_vouched_for(make_server, tmp_path):
    def files(who="ada", word="model"):
        return {
            **workflow(GATED_CALLER.format(who=who)), **workflow(GATED.format(word=word), "reused"),
            **workflow(INNER, "inner")}

    server, source, first = started(make_server, tmp_path, files() | {"model/net.py": "1\n"})
    assert set(ends_of(server, first).values()) == {"success"}

    readme = server.run_of(source.push({"README.md": "again\n"}))
    ends = ends_of(server, readme)
    assert readme["conclusion"] == "success", "what is vouched for has succeeded for what needs it"
    assert {key: ends[key] for key in GATED_JOBS} == dict.fromkeys(GATED_JOBS, "skipped")
    assert (ends["build"], ends["build/inner"], ends["after"]) == ("success", "success", "success")
    reason = server.jobs(readme["id"])["build/fold/1"]["reason"]
    assert reason == f"no path in model/**, !model/*.md changed since {first['sha'][:7]}, where run #{first['number']} passed"

    assert server.post(f"/api/v1/runs/{first['id']}/rerun", {"failed": False}).status in (200, 202, 204)
    eventually(lambda: server.api(f"/runs/{first['id']}")["attempt"] == 2, "the second attempt")
    assert server.settled(first["id"])["conclusion"] == "success"
    attempts = {key: job["attempt"] for key, job in server.jobs(first["id"]).items()}
    assert {key: attempts[key] for key in GATED_JOBS} == dict.fromkeys(GATED_JOBS, 2), "no run vouches for itself"

    ends = ends_of(server, server.run_of(source.push({"model/README.md": "words\n"})))
    assert {key: ends[key] for key in GATED_JOBS} == {
        "build/model": "success", "build/fold/1": "skipped", "build/fold/2": "skipped", "build/inner/deep": "success"}

    ends = ends_of(server, server.run_of(source.push(files(word="other"))))
    assert {key: ends[key] for key in GATED_JOBS} == {
        "build/model": "success", "build/fold/1": "skipped", "build/fold/2": "skipped", "build/inner/deep": "skipped"}, \
        "another definition of one job is not vouched for"

    ends = ends_of(server, server.run_of(source.push(files(who="eve", word="other"))))
    assert [ends[key] for key in GATED_JOBS[:3]] == ["success"] * 3, "they are given something else"


def test_an_output_of_a_call_without_a_value_fails_it_and_says_where(make_server, tmp_path):
    reused = """on:
  workflow_call:
    outputs:
      fine: { value: "${{ jobs.say.outputs.word }}" }
      broken:
        value: ${{ fromJSON(jobs.say.outputs.word) }}
jobs:
  say: { runs-on: x, outputs: { word: '${{ steps.s.outputs.word }}' }, steps: [{ id: s, run: 'echo word={ >> $GITHUB_OUTPUT' }] }
"""
    caller = "on: push\njobs:\n  build: { uses: ./.anneal/workflows/reused.yml }\n" \
        "  after: { needs: build, runs-on: x, steps: [{ run: 'echo after' }] }\n"
    server, _, run = started(make_server, tmp_path, {**workflow(caller), **workflow(reused, "reused")})
    jobs = server.jobs(run["id"])
    assert {key: job["conclusion"] for key, job in jobs.items()} == {
        "build": "failure", "build/say": "success", "after": "skipped"}
    assert run["conclusion"] == "failure"
    assert "the output 'broken' cannot be evaluated" in jobs["build"]["reason"]
    assert "./.anneal/workflows/reused.yml, line 6" in jobs["build"]["reason"]


#: Nobody listens there.
NOWHERE = "http://127.0.0.1:1/{owner}/{repo}"
SHARED = "on: workflow_call\njobs: {a: {runs-on: x, steps: [{run: echo shared work}]}}\n"
NEAR = "on: push\njobs: {a: {runs-on: x, steps: [{run: echo near work}]}}\n"


def far(commit):
    return f"on: push\njobs:\n  call:\n    uses: acme/shared/.github/workflows/shared.yml@{commit}\n"


def test_a_source_that_cannot_be_reached_stops_its_own_workflow_only(tmp_path):
    tree = Repository(tmp_path, "tree")
    tree.commit(workflow(far("c" * 40), "far") | workflow(NEAR, "near"))

    def here(*arguments):
        return anneal(*arguments, cwd=tree.work, HOME=str(tmp_path), ANNEAL_ACTIONS_SOURCES=NOWHERE)

    for command in ("run", "plan"):
        done = here(command, "near")
        assert done.returncode == 0 and "can't be" not in done.stdout + done.stderr, done.stdout + done.stderr
    done = here("run")
    assert done.returncode == 1 and "near work" in done.stdout, done.stdout + done.stderr
    told = done.stdout + done.stderr
    assert "far.yml:4" in told and "acme/shared/.github/workflows/shared.yml@" in told and "127.0.0.1:1" in told
    done = here("plan", "far")
    assert done.returncode == 1 and "127.0.0.1:1" in done.stdout


def test_a_replay_gets_workflows_from_where_it_is_told_and_says_when_it_cannot(make_server, tmp_path):
    folder = tmp_path / "actions"
    folder.mkdir()
    actions = Actions(folder)
    commit = actions.make("acme/shared", {".github/workflows/shared.yml": SHARED})
    server, source, run = started(
        make_server, tmp_path, workflow(far(commit), "far"), "--action-source", actions.source)
    assert run["conclusion"] == "success"

    def replay(where):
        return anneal("run", "--replay", run["id"], "--action-source", where, cwd=source.work, HOME=str(tmp_path),
                      ANNEAL_DATA=str(server.data))

    for _ in range(2):
        done = replay(NOWHERE)
        told = done.stdout + done.stderr
        assert done.returncode in (1, 2) and "127.0.0.1:1" in told and "far.yml:4" in told, told
    done = replay(actions.source)
    assert done.returncode == 0 and "shared work" in done.stdout, done.stdout + done.stderr
