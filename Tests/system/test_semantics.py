"""Where people trip over the workflow language, row by row, each from a place in GitHub's documentation.

Most rows are a workflow that `anneal run` runs for real, and how each of its jobs must end.
"""

import json
from dataclasses import dataclass, field

import pytest

from support_http import (  # noqa: F401
    Repository, anneal, environment, eventually, make_server, shared, workflow)

DOCS = "https://docs.github.com/en/actions/"
NEEDS = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds"
STATUS = DOCS + "reference/workflows-and-actions/expressions#status-check-functions"
STEPS = DOCS + "reference/workflows-and-actions/contexts#steps-context"
MATRIX = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrixinclude"
FAIL_FAST = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategyfail-fast"
CONTINUE = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idcontinue-on-error"
PATHS = DOCS + "reference/workflows-and-actions/workflow-syntax#onpushpull_requestpull_request_targetpathspaths-ignore"
OUTPUTS = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs"
OPERATORS = DOCS + "reference/workflows-and-actions/expressions#operators"
LIMITS = DOCS + "reference/limits"
CONCURRENCY = DOCS + "reference/workflows-and-actions/workflow-syntax#concurrency"
JOB_CONCURRENCY = DOCS + "reference/workflows-and-actions/workflow-syntax#jobsjob_idconcurrency"
CONTEXTS = DOCS + "reference/workflows-and-actions/contexts#context-availability"


def job(run="true", **keys):
    """A job of one step, as YAML that is also JSON."""
    return {"runs-on": "linux", "steps": [{"run": run}], **{name.replace("_", "-"): value for name, value in keys.items()}}


def steps(*steps, **keys):
    return {**job(**keys), "steps": list(steps)}


@dataclass
class Row:
    name: str
    docs: str
    jobs: dict
    #: How each job ends, by its name; a reason's part after a colon.
    ends: dict
    #: What the output has to hold.
    says: list = field(default_factory=list)


ROWS = [
    Row("success() is implied where there is no if", STATUS,
        {"a": job("exit 1"), "b": job(needs="a")}, {"a": "failure", "b": "skipped: it needs 'a', which failed"}),
    Row("success() is implied in an if that calls no status function", STATUS,
        {"a": job("exit 1"), "b": job(needs="a", **{"if": "1 == 1"})}, {"a": "failure", "b": "skipped"}),
    Row("a status function anywhere in the if takes the implied success() away", STATUS,
        {"a": job("exit 1"), "b": job(needs="a", **{"if": "contains('ab', 'b') && !cancelled()"})},
        {"a": "failure", "b": "success"}),
    Row("always() runs after a failure", STATUS,
        {"a": job("exit 1"), "b": job(needs="a", **{"if": "always()"})}, {"a": "failure", "b": "success"}),
    Row("failure() is true when any ancestor failed", STATUS,
        {"a": job("exit 1"), "b": job(needs="a"), "c": job(needs="b", **{"if": "failure()"})},
        {"a": "failure", "b": "skipped", "c": "success"}),
    Row("failure() is false when all went well", STATUS,
        {"a": job(), "b": job(needs="a", **{"if": "failure()"})}, {"a": "success", "b": "skipped"}),
    Row("a skipped need skips what needs it: success() is false", NEEDS,
        {"a": job(**{"if": "false"}), "b": job(needs="a"), "c": job(needs="b")},
        {"a": "skipped", "b": "skipped: it needs 'a', which was skipped", "c": "skipped"}),
    Row("always() is true after a skipped need", NEEDS,
        {"a": job(**{"if": "false"}), "b": job(needs="a", **{"if": "always() && needs.a.result == 'skipped'"})},
        {"a": "skipped", "b": "success"}),
    Row("a skip is not a failure", NEEDS,
        {"a": job(**{"if": "false"}), "b": job(needs="a", **{"if": "failure()"})}, {"a": "skipped", "b": "skipped"}),
    Row("a job that runs in spite of a failure does not make success() true again", NEEDS,
        {"a": job("exit 1"), "b": job(needs="a", **{"if": "always()"}), "c": job(needs="b")},
        {"a": "failure", "b": "success", "c": "skipped"}),
    Row("needs.*.result holds the results of all needs", NEEDS,
        {"a": job(), "b": job("exit 1"),
         "c": job(needs=["a", "b"], **{"if": "always() && contains(needs.*.result, 'failure')"})},
        {"a": "success", "b": "failure", "c": "success"}),
    Row("a job's outputs reach those that need it", NEEDS,
        {"a": {**steps({"id": "s", "run": "echo n=7 >> \"$GITHUB_OUTPUT\""}), "outputs": {"n": "${{ steps.s.outputs.n }}"}},
         "b": job("echo got ${{ needs.a.outputs.n }}", needs="a")},
        {"a": "success", "b": "success"}, ["got 7"]),
    Row("an if of text around an expression is a string, and so true", STATUS,
        {"a": job(**{"if": "${{ false }} == 'x'"})}, {"a": "success"}),
    Row("&& and || give a value, not true or false", OPERATORS,
        {"a": job("echo '${{ 1 == 1 && 'yes' || 'no' }}' '${{ '' || 'empty' }}' '${{ 0 && 1 }}'")},
        {"a": "success"}, ["yes empty 0"]),

    Row("a step after a failed one is skipped", STATUS,
        {"a": steps({"run": "exit 1"}, {"run": "echo never-$((1 + 1))"})}, {"a": "failure"}, ["!never-2"]),
    Row("a step with failure() or always() runs after a failed one", STATUS,
        {"a": steps({"run": "exit 1"}, {"if": "failure()", "run": "echo after-$((1 + 1))"},
                    {"if": "always()", "run": "echo always-$((1 + 1))"})}, {"a": "failure"}, ["after-2", "always-2"]),
    Row("continue-on-error: outcome is failure, conclusion is success", STEPS,
        {"a": steps({"id": "s", "run": "exit 1", "continue-on-error": True},
                    {"run": "echo ${{ steps.s.outcome }}-${{ steps.s.conclusion }}"})},
        {"a": "success"}, ["failure-success"]),
    Row("outcome is before continue-on-error, and so is what failure() of a later step sees not", STEPS,
        {"a": steps({"id": "s", "run": "exit 1", "continue-on-error": True},
                    {"if": "failure()", "run": "echo never-$((1 + 1))"},
                    {"if": "steps.s.outcome == 'failure'", "run": "echo knows-$((1 + 1))"})},
        {"a": "success"}, ["!never-2", "knows-2"]),
    Row("job.status is of the steps so far", STEPS,
        {"a": steps({"run": "echo ${{ job.status }}-before"}, {"run": "exit 1"},
                    {"if": "always()", "run": "echo ${{ job.status }}-after"})},
        {"a": "failure"}, ["success-before", "failure-after"]),
    Row("needs.*.result of a job with continue-on-error is success", CONTINUE,
        {"a": job("exit 1", continue_on_error=True), "b": job("echo result-${{ needs.a.result }}", needs="a")},
        {"a": "warning", "b": "success"}, ["result-success"]),
    Row("cancelled() is false where nothing was cancelled", STATUS,
        {"a": steps({"run": "exit 1"}, {"if": "cancelled()", "run": "echo never-$((1 + 1))"},
                    {"if": "!cancelled()", "run": "echo still-$((1 + 1))"})},
        {"a": "failure"}, ["!never-2", "still-2"]),
    Row("a skipped step has outcome and conclusion skipped", STEPS,
        {"a": steps({"id": "s", "run": "exit 1", "if": "false"},
                    {"run": "echo ${{ steps.s.outcome }}-${{ steps.s.conclusion }}"})},
        {"a": "success"}, ["skipped-skipped"]),
    Row("continue-on-error of a step keeps success() true", STEPS,
        {"a": steps({"run": "exit 1", "continue-on-error": True}, {"if": "success()", "run": "echo on-$((1 + 1))"})},
        {"a": "success"}, ["on-2"]),
    Row("a job with continue-on-error does not fail the run, nor those that need it", CONTINUE,
        {"a": job("exit 1", continue_on_error=True), "b": job(needs="a")}, {"a": "warning", "b": "success"}),

    Row("include adds to combinations, and makes new ones where it would overwrite", MATRIX,
        {"a": job(strategy={"matrix": {
            "fruit": ["apple", "pear"], "animal": ["cat", "dog"], "include": [
                {"color": "green"}, {"color": "pink", "animal": "cat"}, {"fruit": "apple", "shape": "circle"},
                {"fruit": "banana"}, {"fruit": "banana", "animal": "cat"}]}})},
        {f"a ({name})": "success" for name in [
            "apple, cat, pink, circle", "apple, dog, green, circle", "pear, cat, pink", "pear, dog, green", "banana",
            "banana, cat"]}),
    Row("exclude takes out what matches in part", MATRIX,
        {"a": job(strategy={"matrix": {"x": [1, 2], "y": [1, 2], "exclude": [{"x": 1}]}})},
        {"a (2, 1)": "success", "a (2, 2)": "success"}),
    Row("include alone makes its combinations", MATRIX,
        {"a": job(strategy={"matrix": {"include": [{"x": 1}, {"x": 2}]}})}, {"a (1)": "success", "a (2)": "success"}),
    Row("exclude goes before include, which may bring an excluded combination back", MATRIX,
        {"a": job(strategy={"matrix": {"x": [1, 2], "exclude": [{"x": 1}], "include": [{"x": 1, "y": "back"}]}})},
        {"a (2)": "success", "a (1, back)": "success"}),
    Row("an include that fits no combination makes one, and later ones add to none that include made", MATRIX,
        {"a": job(strategy={"matrix": {"x": [1], "include": [{"x": 3}, {"x": 3, "y": "b"}]}})},
        {"a (1)": "success", "a (3)": "success", "a (3, b)": "success"}),
    Row("fail-fast cancels the combinations that have not ended", FAIL_FAST,
        {"a": job("test ${{ matrix.x }} != 1 || exit 1", strategy={"max-parallel": 1, "matrix": {"x": [1, 2, 3]}})},
        {"a (1)": "failure", "a (2)": "cancelled", "a (3)": "cancelled"}),
    Row("without fail-fast the others go on", FAIL_FAST,
        {"a": job("test ${{ matrix.x }} != 1 || exit 1",
                  strategy={"fail-fast": False, "max-parallel": 1, "matrix": {"x": [1, 2]}})},
        {"a (1)": "failure", "a (2)": "success"}),
    Row("a combination with continue-on-error does not trip fail-fast", FAIL_FAST,
        {"a": job("exit ${{ matrix.x }}", continue_on_error="${{ matrix.x == 1 }}",
                  strategy={"max-parallel": 1, "matrix": {"x": [1, 0]}})},
        {"a (1)": "warning", "a (0)": "success"}),
    Row("a matrix is one need: it fails when one combination failed", NEEDS,
        {"a": job("exit ${{ matrix.x }}", strategy={"fail-fast": False, "matrix": {"x": [0, 1]}}),
         "b": job(needs="a", **{"if": "always() && needs.a.result == 'failure'"})},
        {"a (0)": "success", "a (1)": "failure", "b": "success"}),
    Row("an output that cannot be evaluated fails its job", OUTPUTS,
        {"a": {**job(), "outputs": {"l": "${{ fromJSON('{') }}"}}, "b": job(needs="a")},
        {"a": "failure: (.anneal/workflows/ci.yml, line 1)", "b": "skipped"}),
    Row("a matrix from an output of another job", MATRIX,
        {"a": {**steps({"id": "s", "run": "echo 'l=[\"x\",\"y\"]' >> \"$GITHUB_OUTPUT\""}),
               "outputs": {"l": "${{ steps.s.outputs.l }}"}},
         "b": job(needs="a", strategy={"matrix": {"v": "${{ fromJSON(needs.a.outputs.l) }}"}})},
        {"a": "success", "b (x)": "success", "b (y)": "success"}),
]


def here(folder, *arguments):
    return anneal(*arguments, cwd=folder, HOME=str(folder.parent))


def told(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def ended(done):
    """The last state of each job by its name, with its reason."""
    last = {each["key"]: each for each in told(done) if each["type"] == "job"}
    return {each["name"]: each for each in last.values() if each["state"] == "completed"}


def check(row, jobs, output):
    assert jobs.keys() == row.ends.keys(), row.docs
    for key, end in row.ends.items():
        conclusion, _, reason = end.partition(": ")
        assert jobs[key]["conclusion"] == conclusion, (key, jobs[key], row.docs)
        assert reason in (jobs[key].get("reason") or ""), (key, jobs[key], row.docs)
    for text in row.says:
        assert (text.removeprefix("!") in output) != text.startswith("!"), (text, output, row.docs)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_as_documented(row, tmp_path):
    tree = Repository(tmp_path, "tree")
    tree.commit(workflow(json.dumps({"on": "push", "jobs": row.jobs})))
    done = here(tree.work, "run", "--json")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    check(row, ended(done), "".join(each["text"] for each in told(done) if each["type"] == "log"))


def test_a_graph_of_200_jobs(tmp_path):
    """LIMITS: none is documented for jobs of a workflow; people's graphs are far smaller. NEEDS: a failed job skips all
    that need it, directly or not, unless their `if` says otherwise."""
    needs = {n: sorted(m for m in {n // 2, n - 1} if m > 0) for n in range(1, 201)}
    jobs = {f"j{n}": job(needs=[f"j{m}" for m in needs[n]]) for n in needs}
    jobs["j150"]["env"] = {"ANNEAL_DUMMY_CONCLUSION": "failure"}
    jobs["j180"]["if"] = "failure()"
    jobs["j190"]["if"] = "always()"
    tree = Repository(tmp_path, "tree")
    tree.commit(workflow(json.dumps({"on": "push", "jobs": jobs})))
    planned = here(tree.work, "plan", "--json")
    assert planned.returncode == 0, planned.stdout + planned.stderr
    [run] = json.loads(planned.stdout)["runs"]
    assert {each["id"]: each["needs"] for each in run["jobs"]} == {key: each["needs"] for key, each in jobs.items()}
    done = here(tree.work, "run", "--executor", "dummy", "--json")
    assert done.returncode == 1, done.stdout + done.stderr
    ends = {name: each["conclusion"] for name, each in ended(done).items()}
    ran = dict.fromkeys([f"j{n}" for n in range(1, 150)] + ["j180", "j190"], "success") | {"j150": "failure"}
    assert ends == dict.fromkeys(jobs, "skipped") | ran


def test_a_matrix_of_256_and_not_one_more(tmp_path):
    """https://docs.github.com/en/actions/reference/limits: a matrix generates at most 256 jobs a run."""
    tree = Repository(tmp_path, "tree")
    matrix = {"x": list(range(16)), "y": list(range(16))}
    tree.commit(workflow(json.dumps({"on": "push", "jobs": {"a": job(strategy={"matrix": matrix})}})))
    planned = here(tree.work, "plan", "--json")
    assert planned.returncode == 0, planned.stdout + planned.stderr
    [run] = json.loads(planned.stdout)["runs"]
    assert [each["matrix"] for each in run["jobs"]] == [{"x": x, "y": y} for x in range(16) for y in range(16)]
    assert len({each["key"] for each in run["jobs"]}) == 256
    done = here(tree.work, "run", "--executor", "dummy", "--json")
    assert done.returncode == 0 and len(ended(done)) == 256, done.stderr
    assert {each["conclusion"] for each in ended(done).values()} == {"success"}
    tree.commit(workflow(json.dumps({"on": "push", "jobs": {"a": job(strategy={"matrix": matrix | {"z": [0, 1]}})}})))
    for refused in (here(tree.work, "run", "--executor", "dummy"), here(tree.work, "plan")):
        assert refused.returncode == 1 and "256" in refused.stdout + refused.stderr


# What needs a server: pushes of every kind, cancelling, waiting.

FILTERED = {"on": {"push": {"paths": ["src/**"]}}, "jobs": {"a": job()}}


@pytest.fixture
def world(shared, tmp_path):
    """A repository of its own on the server that all tests share."""
    source = Repository(tmp_path, tmp_path.name)
    source.push({"README.md": "one\n"} | workflow(json.dumps(FILTERED)) | {"src/a": "1\n"})
    shared.ok("repo", "add", tmp_path.name, source.bare)
    shared.ok("hooks", "install", source.bare)
    return shared, source


def verdict(server, sha, ref):
    """What the workflow did with the push of a commit to a ref."""
    def decided():
        for event in server.items("/events"):
            if event.get("after") == sha and event.get("ref") == ref and event["state"] == "decided":
                return server.items(f"/events/{event['id']}/decisions")
        return None

    return eventually(decided, f"a decision about {sha} on {ref}")[0]["verdict"]


def test_the_base_of_a_path_filter(world):
    """PATHS: two-dot diff for a push to an existing branch, against the ancestor of the default branch for a new one;
    a filter of paths is not evaluated for pushes of tags."""
    server, source = world

    def push(branch, *flags):
        source.git("push", "--quiet", *flags, "origin", f"HEAD:refs/heads/{branch}")
        return verdict(server, source.git("rev-parse", "HEAD"), f"refs/heads/{branch}")

    source.commit({"README.md": "two\n"})
    assert push("main") == "filtered", "the README alone"
    source.git("checkout", "--quiet", "-b", "topic")
    source.commit({"README.md": "three\n"})
    assert push("topic") == "filtered", "a new branch: what it has beyond the default branch"
    source.commit({"src/a": "2\n"})
    assert push("topic") == "matched", "the second push: what this push brought"
    source.commit({"README.md": "four\n"})
    assert push("topic") == "filtered", "the third push brought a README only"
    source.git("reset", "--quiet", "--hard", "HEAD~2")
    source.commit({"README.md": "five\n"})
    assert push("topic", "--force") == "matched", "a force-push that takes src/a back changes it"
    source.git("checkout", "--quiet", "main")
    source.git("checkout", "--quiet", "-b", "other")
    source.commit({"src/b": "1\n"})
    assert push("other") == "matched"
    source.git("checkout", "--quiet", "main")
    source.git("merge", "--quiet", "--no-ff", "--message", "merge", "other")
    assert push("main") == "matched", "a merge brings what the branch had"
    source.git("tag", "v1")
    source.git("push", "--quiet", "origin", "v1")
    assert verdict(server, source.git("rev-parse", "HEAD"), "refs/tags/v1") == "matched", "paths say nothing of tags"


def test_always_and_cancelled_after_a_cancel(world, tmp_path):
    """STATUS: always() also when cancelled, cancelled() only then; success() and failure() are false."""
    server, source = world
    gate = tmp_path / "started"
    jobs = {
        "a": steps(
            {"run": f"touch {gate}; sleep 600"}, {"run": "echo no-success-$((1 + 1))"},
            {"if": "failure()", "run": "echo no-failure-$((1 + 1))"},
            {"if": "cancelled()", "run": "echo yes-cancelled-$((1 + 1))"},
            {"if": "always()", "run": "echo yes-always-$((1 + 1))"}),
        "b": job(needs="a", **{"if": "always()"}), "c": job(needs="a"),
        "d": job(needs="a", **{"if": "failure()"})}
    sha = source.push(workflow(json.dumps({"on": "push", "jobs": jobs})))
    eventually(gate.exists, "the job started")
    run = next(run for run in server.items("/runs") if run["sha"] == sha)["id"]
    server.ok("runs", "cancel", run)
    assert server.run_of(sha)["conclusion"] == "cancelled"
    ends = {key: each["conclusion"] for key, each in server.jobs(run).items()}
    assert ends["a"] == "cancelled" and ends["c"] in ("skipped", "cancelled") and ends["d"] in ("skipped", "cancelled")
    log = server.ok("runs", "logs", run)
    assert "yes-cancelled-2" in log and "yes-always-2" in log
    assert "no-success-2" not in log and "no-failure-2" not in log


def test_every_row_names_its_page():
    assert all(row.docs.startswith(DOCS) and "#" in row.docs for row in ROWS)


def pushed(server, source, files):
    """The run of a push, as soon as there is one."""
    sha = source.push(files)
    return eventually(lambda: [run for run in server.items("/runs") if run["sha"] == sha], "the run")[0]["id"]


def test_a_group_is_decided_before_a_job_queues(world, tmp_path):
    """JOB_CONCURRENCY, CONTEXTS: the group is worked out from github, inputs, vars, needs, strategy and matrix when the job
    could queue. CONCURRENCY: at most one runs and one waits, a newer one takes the place of the one that waits, names are
    compared without case; what waits takes nobody's place on a machine."""
    server, source = world
    gate = tmp_path / "gate"
    def text(group):
        return workflow(json.dumps({"on": "push", "jobs": {
            "name": {**steps({"id": "s", "run": f"echo g={group} >> $GITHUB_OUTPUT"}),
                     "outputs": {"g": "${{ steps.s.outputs.g }}"}},
            "one": job(f"touch {tmp_path}/one-${{{{ github.run_id }}}}; while ! test -e {gate}; do sleep 0.1; done",
                       needs="name", concurrency="x-${{ needs.name.outputs.g }}"),
            "not": job(needs="name", concurrency="x-${{ needs.name.outputs.g }}", **{"if": "false"}),
            "free": job(needs="name")}}))

    def ended(run, key):
        return eventually(lambda: (found := server.jobs(run)[key])["state"] == "completed" and found, f"the end of {key}")

    first = pushed(server, source, text("Deploy"))
    eventually((tmp_path / f"one-{first}").exists, "the first job of the group runs")
    second = pushed(server, source, text("deploy"))
    assert ended(second, "free")["conclusion"] == "success", "who waits holds up nobody"
    assert ended(second, "not")["conclusion"] == "skipped", "what is skipped enters no group"
    assert server.jobs(second)["one"]["state"] in ("blocked", "ready")
    assert not (tmp_path / f"one-{second}").exists(), "its group is taken"
    third = pushed(server, source, text("DEPLOY"))
    replaced = ended(second, "one")
    assert replaced["conclusion"] == "cancelled" and str(third) in replaced["reason"], replaced
    assert server.jobs(first)["one"]["state"] == "running", "cancel-in-progress is false unless it is said"
    gate.touch()
    assert ended(first, "one")["conclusion"] == "success"
    assert ended(third, "one")["conclusion"] == "success"
    assert not (tmp_path / f"one-{second}").exists()


def test_cancel_in_progress_ends_the_run_before(world, tmp_path):
    """CONCURRENCY: with cancel-in-progress a newer run of the group ends the one that runs, and group names of other
    branches are others."""
    server, source = world
    jobs = {"a": job(f"touch {tmp_path}/a-${{{{ github.run_id }}}}; while ! test -e {tmp_path}/gate; do sleep 0.1; done")}
    group = {"group": "${{ github.workflow }}-${{ github.ref }}", "cancel-in-progress": True}
    text = workflow(json.dumps({"on": "push", "name": "CI", "concurrency": group, "jobs": jobs}))
    first = pushed(server, source, text)
    eventually((tmp_path / f"a-{first}").exists, "the first run")
    source.git("checkout", "--quiet", "-b", "other")
    sha = source.push({"other": "1"}, ref="other")
    other = eventually(lambda: [run for run in server.items("/runs") if run["sha"] == sha], "the other branch's run")[0]["id"]
    eventually((tmp_path / f"a-{other}").exists, "another branch is another group")
    assert server.jobs(first)["a"]["state"] == "running"
    source.git("checkout", "--quiet", "main")
    second = pushed(server, source, {"more": "1"})
    assert server.settled(first)["conclusion"] == "cancelled"
    eventually((tmp_path / f"a-{second}").exists, "the second run")
    (tmp_path / "gate").touch()
    assert server.settled(second)["conclusion"] == server.settled(other)["conclusion"] == "success"


def test_a_job_is_explained_and_replayed_here(world, tmp_path):
    """`anneal explain --job` shows every if; `anneal run --replay` lets the run happen again from its event."""
    server, source = world
    jobs = {
        "a": steps(
            {"run": "echo seed=$ANNEAL_SEED event=$GITHUB_EVENT_NAME ref=$GITHUB_REF sha=$GITHUB_SHA actor=$GITHUB_ACTOR"},
            {"if": "env.WORD == 'x' && always()", "run": "true", "name": "Never", "env": {"WORD": "y"}}),
        "b": job("test ! -e /nowhere && test \"$GITHUB_REPOSITORY\" = \"" + source.work.name + "\"", needs="a",
                 **{"if": "github.event_name == 'push'"})}
    sha = source.push(workflow(json.dumps({"on": "push", "jobs": jobs})))
    run = server.run_of(sha)
    text = server.ok("explain", f"run:{run['id']}", "--job", "a")
    assert "if: success() = true" in text and "env.WORD == 'x' && always() = false" in text
    assert '= "y"' in text and "no if: success() is implied" in text
    text = server.ok("explain", f"run:{run['id']}", "--job", "b")
    assert "github.event_name == 'push' = true" in text and 'github.event_name  = "push"' in text

    def seeds(output):
        return [word for line in output.splitlines() for word in line.split() if "=" in word and "seed=" in line]

    there = seeds(server.ok("runs", "logs", run["id"]))
    done = anneal(
        "run", "--replay", run["id"], "-C", source.work, ANNEAL_DATA=str(server.data), HOME=str(tmp_path))
    assert done.returncode == (0 if run["conclusion"] == "success" else 1), done.stdout + done.stderr
    assert there and seeds(done.stdout) == there, "the same environment: seed, event, ref, commit, actor"
    assert "every job ended as on the server" in done.stdout
    assert anneal(
        "run", "--replay", run["id"], "--event", "push", "-C", source.work, ANNEAL_DATA=str(server.data)).returncode == 2


def test_what_runs_after_a_cancel_may_take_as_long_as_the_job_says(world):
    """`cancel-timeout-minutes`; the steps would wait for ever, and the server's time from TERM to KILL is ten seconds."""
    server, source = world
    wait = "trap '' TERM; echo here; while :; do read -r _ < pipe; done"
    steps_of = [{"run": "mkfifo pipe; " + wait}, {"run": wait, "if": "always()"}, {"run": "true", "if": "always()"}]
    jobs = {"a": steps(*steps_of, cancel_timeout_minutes=0.02)}
    sha = source.push(workflow(json.dumps({"on": "push", "jobs": jobs})))
    run = eventually(lambda: [each for each in server.items("/runs") if each.get("sha") == sha], "the run")[0]["id"]
    # There is an attempt, and thus a log, as soon as the job is on its way.
    id = eventually(lambda: [each["id"] for each in server.jobs(run).values() if each["attempt"]], "the job")[0]
    eventually(lambda: "here" in server.get(f"/api/v1/jobs/{id}/log").text, "the first step")
    assert server.post(f"/api/v1/runs/{run}/cancel").status == 202
    assert server.settled(run)["conclusion"] == "cancelled"
    assert [step["conclusion"] for step in server.api(f"/jobs/{id}")["steps"]] == ["cancelled", "skipped", "skipped"]
    said = json.dumps(server.api(f"/jobs/{id}"))
    assert "2 seconds after the job was cancelled was ended; `cancel-timeout-minutes` says how long" in said


#: What a run on another machine, by another hand, cannot have in common with the server's.
DIFFERENT = {
    "GITHUB_RUN_ID", "GITHUB_RUN_NUMBER", "GITHUB_SERVER_URL", "GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_WORKSPACE",
    "GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH",
    "RUNNER_TEMP", "RUNNER_WORKSPACE", "RUNNER_TOOL_CACHE", "HOME", "PWD", "OLDPWD", "SHLVL", "_", "ANNEAL_URL", "ANNEAL_TOKEN",
    "TMPDIR", "ANNEAL_DATA", "ANNEAL_STEP"}
#: What `anneal run` of a working tree adds to them: it is another event, by whoever runs it.
OF_THE_EVENT = {
    "GITHUB_ACTOR", "GITHUB_TRIGGERING_ACTOR", "GITHUB_REPOSITORY", "GITHUB_REPOSITORY_OWNER", "ANNEAL_SEED", "PYTHONHASHSEED",
    "GITHUB_ACTOR_ID", "GITHUB_REPOSITORY_ID", "GITHUB_REPOSITORY_OWNER_ID", "GITHUB_WORKFLOW_REF"}


def variables(output):
    """The lines that `env` printed, without what stands before them in a log."""
    lines = [line.split(" | ", 1)[-1] for line in output.splitlines()]
    begin, end = lines.index("<env>"), lines.index("</env>")
    return dict(line.split("=", 1) for line in lines[begin + 1:end] if "=" in line)


def test_a_run_here_has_plan_and_environment_of_a_run_there(world, tmp_path):
    server, source = world
    jobs = {
        "a": steps({"run": "echo '<env>'; env | sort; echo '</env>'", "env": {"STEP": "${{ github.ref }}"}},
                   env={"JOB": "1"}, strategy={"matrix": {"x": [1, 2]}}),
        "b": job(needs="a", **{"if": "always()"})}
    sha = source.push(workflow(json.dumps({"on": "push", "env": {"FLOW": "f"}, "jobs": jobs})))
    run = server.run_of(sha)["id"]
    names = {each["name"]: each for each in server.jobs(run).values()}
    log = server.get(f"/api/v1/jobs/{names['a (1)']['id']}/log").text
    there = variables(log)
    assert {"STEP", "JOB", "FLOW", "GITHUB_SHA", "ANNEAL_SEED"} <= there.keys()

    done = here(source.work, "run", "--json")
    def output_of(done):
        return "".join(each["text"] for each in told(done) if each["type"] == "log" and each["job"] == names["a (1)"]["key"])

    def same(mine, but):
        mine, theirs = ({k: v for k, v in side.items() if k not in but} for side in (mine, there))
        assert mine.items() ^ theirs.items() == set()

    assert ended(done).keys() == names.keys(), "the same plan"
    same(variables(output_of(done)), DIFFERENT | OF_THE_EVENT)
    replayed = anneal(
        "run", "--json", "--replay", run, "-C", source.work, ANNEAL_DATA=str(server.data), HOME=str(tmp_path))
    assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    same(variables(output_of(replayed)), DIFFERENT | {"GITHUB_ACTOR_ID", "GITHUB_REPOSITORY_ID", "GITHUB_REPOSITORY_OWNER_ID"})
    assert told(replayed)[-1] == {"type": "replay", "run": run, "sha": sha, "lacks_base": False, "differences": []}
