"""What `actions/checkout` brings, from where, and with whose right."""

import base64
import json
import os
import shutil
from pathlib import Path

import pytest

from support_actions import COMPOSITE, actions, here, steps, succeeds, tree  # noqa: F401
from support_git import GitServer
from support_http import Repository, anneal, make_server, workflow  # noqa: F401


def test_a_checkout_s_depth_sparseness_and_outputs(tree):
    tree.commit({"a/x.txt": "1", "b/y.txt": "2", "top.txt": "3"})
    tree.git("tag", "v1")
    tree.commit({"a/x.txt": "2"})
    tree.commit(steps("""
- uses: actions/checkout@v4
- run: echo "all=$(git rev-list --count HEAD) $(git describe --tags)" && git status --porcelain && git fsck
- id: two
  uses: actions/checkout@v4
  with: { path: two, fetch-depth: 2 }
- run: echo "two=$(git rev-list --count HEAD) tags=[$(git tag)] at ${{ steps.two.outputs.commit }}"
  working-directory: two
- uses: actions/checkout@v4
  with: { path: cone, sparse-checkout: a }
- run: echo "cone=$(echo $(ls)) changed=[$(git status --porcelain)]"
  working-directory: cone
- uses: actions/checkout@v4
  with: { path: loose, sparse-checkout: "*.txt\\n!top.txt", sparse-checkout-cone-mode: false }
- run: echo "loose=$(echo $(git ls-files -t | grep -v ^S)) changed=[$(git status --porcelain)]"
  working-directory: loose
""".replace('"*.txt\\n!top.txt"', '"b/*"')))
    out = succeeds(here(tree, None, "run"))
    assert "all=3 v1-2-g" in out
    assert f"two=2 tags=[] at {tree.git('rev-parse', 'HEAD')}" in out
    assert "cone=a top.txt changed=[]" in out
    assert "loose=H b/y.txt changed=[]" in out


def test_submodules_are_checked_out_and_hostile_ones_refused(tree, tmp_path):
    inner = Repository(tmp_path, "inner")
    inner.push({"deep.txt": "deep\n"})
    library = Repository(tmp_path, "library")
    library.push({"lib.txt": "lib\n"})
    library.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.bare), "inner")
    library.push({})
    tree.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library.bare), "vendor/library")
    plan = """
- uses: actions/checkout@v4
  with: { submodules: %s }
- run: cat vendor/library/lib.txt; cat vendor/library/inner/deep.txt || echo shallow; git submodule status --recursive; git status --porcelain
"""
    tree.commit(steps(plan % "true"))
    out = succeeds(here(tree, None, "run"))
    assert "lib" in out and "shallow" in out
    tree.commit(steps(plan % "recursive"))
    out = succeeds(here(tree, None, "run"))
    assert "deep" in out and library.git("rev-parse", "HEAD") in out
    text = (tree.work / ".gitmodules").read_text()
    tree.commit({".gitmodules": text.replace('[submodule "vendor/library"]', '[submodule "../../evil"]')})
    done = here(tree, None, "run")
    assert done.returncode == 1 and "leads out of the repository" in done.stdout + done.stderr


def test_another_repository_is_checked_out_from_the_sources(tree, actions):
    actions.make("acme/data", {"data.txt": "data of v1\n"}, tag="v1")
    actions.make("acme/data", {"data.txt": "newer data\n"}, tag="v2")
    tree.commit(steps("""
- uses: actions/checkout@v4
  with: { repository: acme/data, ref: v1, path: data }
- run: cat data/data.txt
- uses: actions/checkout@v4
  with: { repository: acme/missing, path: missing }
"""))
    done = here(tree, actions, "run")
    assert done.returncode == 1 and "data of v1" in done.stdout and "acme/missing" in done.stdout


@pytest.mark.parametrize("given, word", [
    ("ssh-key: \"${{ 'k' }}\"", "ssh-key"), ("path: ../outside", "within the workspace"),
    ("ref: nothing", "nothing"), ("submodules: maybe", "recursive"), ("fetch-depth: many", "fetch-depth"),
])
def test_what_a_checkout_cannot_do_it_says(tree, given, word):
    tree.commit(steps(f"- uses: actions/checkout@v4\n  with: {{ {given} }}\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and word in done.stdout


@pytest.mark.skipif(shutil.which("git-lfs") is not None, reason="git-lfs is here")
def test_large_files_need_git_lfs_and_say_so(tree):
    tree.commit(steps("- uses: actions/checkout@v4\n  with: { lfs: true }\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "git-lfs" in done.stdout


# -- a git server that asks for a token

TOKEN = "ghs_0123456789abcdef-the-token"
BASIC = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()


@pytest.fixture
def forge(actions):
    """A server with the private repository acme/data."""
    actions.make("acme/data", {"data.txt": "private data\n"})
    server = GitServer(actions.folder, token=TOKEN)
    yield server
    server.stop()


def private(more="", then="", **given):
    inputs = "".join(f", {name.replace('_', '-')}: {value}" for name, value in given.items())
    return steps(f"""
- uses: actions/checkout@v4
  with: {{ repository: acme/data, path: data{inputs} }}
- run: |
    cat data/data.txt
    export GIT_TERMINAL_PROMPT=0
    git -C data fetch --quiet origin && echo "may fetch" || echo "may not fetch"
    {then or 'true'}
{more}""")


def contents(folder):
    """All files below a folder, links not followed."""
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()


def leaks(folder, *kept):
    """Files in which the token stands, in clear or as git sends it; but for those that may have it."""
    return [
        path for path, data in contents(folder)
        if (TOKEN.encode() in data or BASIC.encode() in data) and not any(part in str(path) for part in kept)]


def with_token(make_server, forge, tmp_path, files, *flags):
    """A server with the token among its secrets, and the finished run of a push of these files."""
    secrets = tmp_path / "secrets.json"
    secrets.write_text(json.dumps({"FORGE": TOKEN}))
    secrets.chmod(0o600)
    server = make_server(
        "--action-source", forge.source, "--secrets-file", str(secrets), "--workspaces", "keep", *flags)
    source = Repository(tmp_path, "source")
    source.push({"README.md": "weather\n"})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    run = server.run_of(source.push(files))
    (job,) = server.jobs(run["id"]).values()
    return server, run, job, server.get(f"/api/v1/jobs/{job['id']}/log").text


def test_a_token_stays_for_later_steps_and_is_gone_behind_them(make_server, forge, tmp_path):
    then = "cat data/.git/config; grep -q extraheader data/.git/config && echo 'has a header'"
    server, run, job, log = with_token(
        make_server, forge, tmp_path, private(token="'${{ secrets.FORGE }}'", then=then))
    assert run["conclusion"] == "success", log
    assert "private data" in log and "may fetch" in log and "has a header" in log
    # Steps see it, people do not: neither as it is nor as git writes it.
    assert TOKEN not in log and BASIC not in log and "AUTHORIZATION: basic ***" in log
    assert leaks(server.data) == []
    (config,) = server.data.glob("workspaces/*/weather/data/.git/config")
    assert "extraheader" not in config.read_text() and "acme/data" in config.read_text()
    assert [step["name"] for step in server.api(f"/jobs/{job['id']}")["steps"]][-1].startswith("Post Run actions/checkout")
    assert {base64.b64decode(given.partition(" ")[2]) for given in forge.seen} == {f"x-access-token:{TOKEN}".encode()}


def test_a_token_that_is_not_to_stay_never_touches_the_workspace(make_server, forge, tmp_path):
    then = "grep -rq extraheader data/.git && echo 'has a header' || echo 'has none'"
    server, run, job, log = with_token(
        make_server, forge, tmp_path, private(token="'${{ secrets.FORGE }}'", persist_credentials="false", then=then))
    assert run["conclusion"] == "success", log
    assert "may not fetch" in log and "has none" in log and TOKEN not in log and BASIC not in log
    assert leaks(server.data) == []
    assert len(server.api(f"/jobs/{job['id']}")["steps"]) == 2


def test_a_token_is_gone_after_a_failure_in_the_middle_of_a_checkout(make_server, forge, tmp_path):
    server, run, _, log = with_token(
        make_server, forge, tmp_path, private(token="'${{ secrets.FORGE }}'", lfs="true"))
    assert run["conclusion"] == "failure" and "git-lfs" in log
    assert leaks(server.data) == []
    (config,) = server.data.glob("workspaces/*/weather/data/.git/config")
    assert "acme/data" in config.read_text()


@pytest.mark.parametrize("given, word", [({}, "asks for credentials"), ({"token": "wrong"}, "refused the token")])
def test_a_wrong_token_and_a_missing_one_are_said_and_not_tried_again(make_server, forge, tmp_path, given, word):
    server, run, job, log = with_token(make_server, forge, tmp_path, private(**given))
    assert run["conclusion"] == "failure" and job["attempt"] == 1
    assert word in log and "'token' opens what is not public" in log
    assert forge.seen == []


# -- a network that is away for a while


@pytest.mark.parametrize("failures, attempts", [(1, 1), (3, 2)])
def test_a_checkout_survives_a_source_that_is_away_for_a_while(make_server, forge, tmp_path, failures, attempts):
    forge.failures, forge.token = failures, None
    server, run, job, log = with_token(make_server, forge, tmp_path, private())
    assert (run["conclusion"], job["attempt"], forge.refused) == ("success", attempts, failures), log
    ends = [each["conclusion"] for each in server.items(f"/jobs/{job['id']}/attempts")]
    assert sorted(ends) == sorted(["success"] + ["setup_failure"] * (attempts - 1))
    if attempts > 1:
        first = server.api(f"/jobs/{job['id']}/attempts/1")
        assert "can't be reached" in json.dumps(first)
        assert "503" in server.get(f"/api/v1/jobs/{job['id']}/log?attempt=1").text


def test_a_job_that_is_not_to_be_tried_again_for_that_shows_that_its_set_up_failed(make_server, forge, tmp_path):
    forge.failures, forge.token = 3, None
    files = private()
    (text,) = files.values()
    _, run, job, _ = with_token(
        make_server, forge, tmp_path, workflow(text.replace("runs-on: x", "runs-on: x\n    retry: { max: 1, on: [failure] }")))
    assert (run["conclusion"], job["conclusion"], job["attempt"]) == ("failure", "setup_failure", 1)


def test_an_action_is_fetched_from_a_source_that_is_away_for_a_while(make_server, forge, actions, tmp_path):
    sha = actions.make("acme/greet", {"action.yml": COMPOSITE})
    forge.failures, forge.token = 3, None
    server, run, job, log = with_token(
        make_server, forge, tmp_path,
        steps("- uses: acme/greet@v1\n") | {".anneal/actions.lock": f"acme/greet@v1 {sha}\n"})
    assert (run["conclusion"], job["attempt"], forge.refused) == ("success", 2, 3), log
    assert "hello nobody" in log
    first = server.api(f"/jobs/{job['id']}/attempts/1")
    assert first["conclusion"] == "setup_failure" and "503" in first["reason"]


@pytest.mark.parametrize("persists", ["true", "false"])
def test_large_files_are_asked_for_with_the_token_whether_it_stays_or_not(actions, forge, tree, tmp_path, persists):
    """git-lfs as it asks git for the header: from the workspace's configuration, or from its own environment."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "git-lfs"
    program.write_text(
        f"#!/bin/sh\necho \"lfs $1 [$(git config --get-all http.http://127.0.0.1:{forge.port}/.extraheader)]\"\n")
    program.chmod(0o755)
    tree.commit(private(token="'${{ secrets.FORGE }}'", lfs="true", persist_credentials=persists))
    done = anneal(
        "run", "--secret", f"FORGE={TOKEN}", "--action-source", forge.source, cwd=tree.work, HOME=str(tmp_path),
        PATH=f"{tools}:{os.environ['PATH']}")
    assert "lfs pull [AUTHORIZATION: basic ***]" in succeeds(done)
