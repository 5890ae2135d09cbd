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
