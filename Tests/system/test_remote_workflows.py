"""Reusable workflows of other repositories: pinned by the lock, with inputs, secrets and outputs, and calls of their own."""

import json

import pytest

from support_actions import COMPOSITE, actions, here, succeeds, tree  # noqa: F401
from support_http import Repository, anneal, make_server, workflow  # noqa: F401

CALLER = """
on: push
jobs:
  inherits:
    uses: acme/shared/.github/workflows/outer.yml@v1
    with: { who: ada }
    secrets: inherit
  given:
    uses: acme/shared/.anneal/workflows/inner.yml@v1
    with: { who: bob }
    secrets: { token: "${{ secrets.OTHER }}" }
  after:
    needs: [inherits, given]
    runs-on: x
    steps:
      - run: echo "after ${{ needs.inherits.outputs.word }} ${{ needs.given.outputs.word }}"
"""

OUTER = """
on:
  workflow_call:
    inputs:
      who: { type: string, required: true }
    secrets:
      TOKEN: { required: true }
    outputs:
      word: { value: "${{ jobs.deeper.outputs.word }}-outside" }
jobs:
  own:
    runs-on: x
    steps:
      - uses: acme/greet@v1
        with: { who: "${{ inputs.who }}" }
      - run: echo "in ${{ github.repository }}"
  deeper:
    needs: own
    uses: ./.anneal/workflows/inner.yml
    with: { who: "${{ inputs.who }}" }
    secrets: { token: "${{ secrets.TOKEN }}" }
"""

INNER = """
on:
  workflow_call:
    inputs:
      who: { type: string, required: true }
    secrets:
      token: { required: true }
    outputs:
      word: { value: "${{ jobs.say.outputs.word }}" }
jobs:
  say:
    runs-on: x
    outputs: { word: "${{ steps.say.outputs.word }}" }
    steps:
      - id: say
        env: { TOKEN: "${{ secrets.token }}", BARE: "${{ secrets.OTHER }}" }
        run: |
          echo "word=${{ inputs.who }}" >> "$GITHUB_OUTPUT"
          echo "the token has ${#TOKEN} letters, others ${#BARE}"
      - uses: acme/greet@v1
        with: { who: inside }
"""

SECRETS = ["--secret", "TOKEN=twelve-chars", "--secret", "OTHER=five5"]


@pytest.fixture
def shared_workflows(tree, actions):
    """A repository of workflows, and one that calls them, locked."""
    actions.make("acme/greet", {"action.yml": COMPOSITE})
    sha = actions.make("acme/shared", {".github/workflows/outer.yml": OUTER, ".anneal/workflows/inner.yml": INNER})
    tree.commit(workflow(CALLER))
    return sha


def test_a_workflow_of_another_repository_is_called_at_its_locked_commit(tree, actions, shared_workflows):
    refused = here(tree, actions, "run", *SECRETS)
    assert refused.returncode == 1 and "anneal actions lock" in refused.stdout + refused.stderr
    locked = succeeds(here(tree, actions, "actions", "lock"))
    # What the called ones use is locked too, also behind a call within their own repository.
    assert f"+ acme/shared@v1 {shared_workflows}" in locked and "+ acme/greet@v1 " in locked
    out = succeeds(here(tree, actions, "run", *SECRETS))
    assert "hello ada from " in out and "hello inside from " in out and "in local/tree" in out
    assert "the token has 12 letters, others 0" in out  # inherited, then handed on by name
    assert "the token has 5 letters, others 0" in out
    assert "after ada-outside bob" in out


def test_an_action_that_only_an_inner_call_uses_is_locked(tree, actions):
    greet = actions.make("acme/greet", {"action.yml": COMPOSITE})
    actions.make("acme/shared", {
        ".github/workflows/outer.yml":
            "on: workflow_call\njobs:\n  a: { uses: ./.github/workflows/inner.yml }\n",
        ".github/workflows/inner.yml":
            "on: workflow_call\njobs:\n  b: { runs-on: x, steps: [{ uses: acme/greet@v1 }] }\n"})
    tree.commit(workflow("on: push\njobs:\n  c: { uses: acme/shared/.github/workflows/outer.yml@v1 }\n"))
    assert f"+ acme/greet@v1 {greet}" in succeeds(here(tree, actions, "actions", "lock"))
    assert "hello nobody" in succeeds(here(tree, actions, "run"))


def test_a_tag_of_workflows_that_moved_is_refused(tree, actions, shared_workflows):
    succeeds(here(tree, actions, "actions", "lock"))
    new = actions.make("acme/shared", {".github/workflows/outer.yml": OUTER.replace("-outside", "-evil")})
    done = here(tree, actions, "run", *SECRETS)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and shared_workflows in said and new in said and "anneal actions update" in said
    assert "evil" not in said
    succeeds(here(tree, actions, "actions", "update", "acme/shared"))
    assert "after ada-evil bob" in succeeds(here(tree, actions, "run", *SECRETS))


def test_what_a_call_of_another_repository_gets_wrong_is_said(tree, actions, shared_workflows):
    succeeds(here(tree, actions, "actions", "lock"))
    tree.commit(workflow(CALLER.replace("{ who: ada }", "{ whom: ada }")))
    done = here(tree, actions, "run", *SECRETS)
    assert done.returncode == 1 and "requires the input 'who'" in done.stdout + done.stderr
    tree.commit(workflow(CALLER.replace("outer.yml", "missing.yml")))
    done = here(tree, actions, "run", *SECRETS)
    assert done.returncode == 1 and "is not in acme/shared at" in done.stdout + done.stderr


def test_a_server_runs_a_workflow_of_another_repository(make_server, actions, shared_workflows, tmp_path):
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"TOKEN": "twelve-chars", "OTHER": "five5"}))
    secrets.chmod(0o600)
    server = make_server("--action-source", actions.source, "--secrets-file", str(secrets))
    source = Repository(tmp_path, "source")
    source.commit(workflow(CALLER))
    succeeds(anneal("actions", "lock", "--action-source", actions.source, cwd=source.work, HOME=str(tmp_path)))
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    run = server.run_of(source.push({"README.md": "more\n"}))
    jobs = server.jobs(run["id"])
    assert run["conclusion"] == "success", {key: job.get("reason") for key, job in jobs.items()}
    assert set(jobs) == {
        "inherits", "inherits/own", "inherits/deeper", "inherits/deeper/say", "given", "given/say", "after"}
    assert "after ada-outside bob" in server.get(f"/api/v1/jobs/{jobs['after']['id']}/log").text
    for job in jobs.values():
        log = server.get(f"/api/v1/jobs/{job['id']}/log").text
        assert "twelve-chars" not in log and "five5" not in log
