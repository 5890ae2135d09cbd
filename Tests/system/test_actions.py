"""Actions of all kinds, from repositories that a test makes: remote ones, the repository's own, and the built-in ones."""

import hashlib
import io
import json
import os
import shutil
import tarfile

import pytest

from support_http import (  # noqa: F401
    Repository, anneal, eventually, make_server, shared, workflow)

COMPOSITE = """
name: Greet
inputs:
  who: { description: whom, default: nobody }
outputs:
  said: { value: "${{ steps.say.outputs.said }}" }
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      env: { WHO: "${{ inputs.who }}" }
      run: |
        echo "hello $WHO from $GITHUB_ACTION_PATH"
        echo "said=hello $WHO" >> "$GITHUB_OUTPUT"
"""

JAVASCRIPT = """
name: Count
inputs:
  number: { required: true }
runs:
  using: node20
  main: dist/main.js
  post: dist/post.js
"""

MAIN_JS = """
const fs = require('fs');
const number = Number(process.env['INPUT_NUMBER']);
fs.appendFileSync(process.env.GITHUB_OUTPUT, `next=${number + 1}\\n`);
fs.appendFileSync(process.env.GITHUB_STATE, `number=${number}\\n`);
console.log('counted ' + number);
"""


class Actions:
    """A folder of action repositories, as `actions.sources` names it."""

    def __init__(self, folder):
        self.folder = folder
        self.repositories = {}

    @property
    def source(self):
        return f"file://{self.folder}/{{owner}}/{{repo}}.git"

    def make(self, name, files, tag="v1"):
        """A commit with these files, under a tag; its name."""
        if name not in self.repositories:
            work = self.folder / "work" / name.replace("/", "-")
            work.mkdir(parents=True)
            self.repositories[name] = Repository(work)
        repository = self.repositories[name]
        sha = repository.push(files)
        repository.git("tag", "--force", tag)
        repository.git("push", "--quiet", "--force", "origin", tag)
        place = self.folder / f"{name}.git"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(repository.bare)
        return sha


@pytest.fixture
def actions(tmp_path):
    folder = tmp_path / "actions"
    folder.mkdir()
    return Actions(folder)


@pytest.fixture
def tree(tmp_path):
    return Repository(tmp_path, "tree")


def here(tree, actions, *arguments):
    more = {"ANNEAL_ACTIONS_SOURCES": actions.source} if actions else {}
    return anneal(*arguments, cwd=tree.work, HOME=str(tree.work.parent), **more)


def steps(text):
    lines = "\n".join("      " + line for line in text.strip("\n").splitlines())
    return workflow(f"on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n{lines}\n")


def succeeds(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")


# -- remote actions and their lock


def test_a_composite_action_of_another_repository_runs_at_its_locked_commit(tree, actions):
    sha = actions.make("acme/greet", {"action.yml": COMPOSITE})
    tree.commit(steps("""
- id: greet
  uses: acme/greet@v1
  with: { who: world }
- run: echo "it said '${{ steps.greet.outputs.said }}'"
"""))
    refused = here(tree, actions, "run")
    assert refused.returncode in (1, 2) and "anneal actions lock" in refused.stdout + refused.stderr
    assert "ci.yml:7:15" in refused.stdout + refused.stderr
    assert f"+ acme/greet@v1 {sha}" in succeeds(here(tree, actions, "actions", "lock"))
    lock = (tree.work / ".anneal/actions.lock").read_text()
    assert f"acme/greet@v1 {sha}\n" in lock
    out = succeeds(here(tree, actions, "run"))
    assert "hello world from " in out and f"/{sha}" in out
    assert "it said 'hello world'" in out
    assert succeeds(here(tree, actions, "actions", "lock", "--check"))
    listed = json.loads(succeeds(here(tree, actions, "actions", "list", "--json")))
    assert listed == {"action": "acme/greet@v1", "commit": sha, "used_by": [".anneal/workflows/ci.yml"]}


def test_a_tag_that_moved_is_refused_until_somebody_agrees(tree, actions):
    old = actions.make("acme/greet", {"action.yml": COMPOSITE})
    tree.commit(steps("- uses: acme/greet@v1\n"))
    succeeds(here(tree, actions, "actions", "lock"))
    succeeds(here(tree, actions, "run"))
    new = actions.make("acme/greet", {"action.yml": COMPOSITE.replace("hello", "evil")})
    done = here(tree, actions, "run")
    said = done.stdout + done.stderr
    assert done.returncode == 1 and old in said and new in said and "anneal actions update" in said
    assert "evil" not in said
    assert f"-> {new}" in succeeds(here(tree, actions, "actions", "update", "acme/greet"))
    assert "evil nobody" in succeeds(here(tree, actions, "run"))


def test_an_action_may_be_pinned_by_its_whole_commit(tree, actions):
    sha = actions.make("acme/tools", {"sub/greet/action.yaml": COMPOSITE})
    tree.commit(steps(f"- uses: acme/tools/sub/greet@{sha}\n"))
    assert "hello nobody" in succeeds(here(tree, actions, "run"))


def test_actions_within_actions_are_locked_and_run(tree, actions):
    inner = actions.make("acme/inner", {"action.yml": COMPOSITE})
    outer = actions.make("acme/outer", {"action.yml": """
name: Outer
runs:
  using: composite
  steps:
    - uses: acme/inner@v1
      with: { who: inside }
"""})
    tree.commit(steps("- uses: acme/outer@v1\n"))
    out = succeeds(here(tree, actions, "actions", "lock"))
    assert inner in out and outer in out
    assert "hello inside" in succeeds(here(tree, actions, "run"))


def test_sources_are_tried_in_order_and_what_nobody_has_is_said(tree, actions, tmp_path):
    actions.make("acme/greet", {"action.yml": COMPOSITE})
    tree.commit(steps("- uses: acme/greet@v1\n"))
    nowhere = f"file://{tmp_path}/nowhere/{{owner}}/{{repo}}"
    flags = ["--action-source", nowhere, "--action-source", actions.source]
    succeeds(here(tree, None, "actions", "lock", *flags))
    assert "hello nobody" in succeeds(here(tree, None, "run", *flags))
    tree.commit(steps("- uses: acme/missing@v1\n"))
    done = here(tree, actions, "actions", "lock")
    assert done.returncode == 2 and "acme/missing@v1" in done.stderr and "actions.sources" in done.stderr


@pytest.mark.parametrize("line", ["acme/greet@v1", "acme/greet@v1 abc", "acme/greet 0123", "x"])
def test_a_lock_that_is_none_is_refused_with_its_line(tree, actions, line):
    actions.make("acme/greet", {"action.yml": COMPOSITE})
    tree.commit(steps("- uses: acme/greet@v1\n") | {".anneal/actions.lock": f"# locked\n{line}\n"})
    done = here(tree, actions, "run")
    assert done.returncode in (1, 2) and "actions.lock:2:" in done.stdout + done.stderr


@needs_node
def test_a_javascript_action_runs_with_inputs_outputs_state_and_a_later_phase(tree, actions):
    actions.make("acme/count", {
        "action.yml": JAVASCRIPT, "dist/main.js": MAIN_JS,
        "dist/post.js": "console.log('afterwards ' + process.env['STATE_number'])\n"})
    tree.commit(steps("""
- id: count
  uses: acme/count@v1
  with: { number: 41 }
- run: echo "then ${{ steps.count.outputs.next }}"
"""))
    succeeds(here(tree, actions, "actions", "lock"))
    out = succeeds(here(tree, actions, "run"))
    assert out.index("counted 41") < out.index("then 42") < out.index("afterwards 41")


# -- the repository's own actions


def test_an_action_of_the_repository_runs_and_its_mistakes_are_found_before(tree):
    tree.commit(steps("""
- uses: actions/checkout@v4
- uses: ./.github/actions/greet
  with: { who: us }
""") | {".github/actions/greet/action.yml": COMPOSITE})
    assert "hello us" in succeeds(here(tree, None, "run"))
    tree.commit(steps("- uses: actions/checkout@v4\n- uses: ./.github/actions/greet\n  with: { whom: us }\n"))
    done = here(tree, None, "run")
    assert done.returncode in (1, 2) and "Did you mean 'who'?" in done.stdout + done.stderr
    tree.commit(steps("- uses: actions/checkout@v4\n- uses: ./missing\n"))
    done = here(tree, None, "run")
    assert done.returncode in (1, 2) and "has no action.yml" in done.stdout + done.stderr


def test_an_action_that_a_step_makes_is_read_when_it_is_used(tree):
    tree.commit(steps("""
- run: |
    mkdir made && cat > made/action.yml <<'END'
    name: Made
    runs:
      using: composite
      steps: [{shell: bash, run: echo made just now}]
    END
- uses: ./made
"""))
    assert "made just now" in succeeds(here(tree, None, "run"))


# -- caches and artifacts


CACHED = """
- id: cache
  uses: actions/cache@v4
  with:
    path: deps
    key: deps-%s
    restore-keys: deps-
- run: echo "hit=[${{ steps.cache.outputs.cache-hit }}] has=[$(cat deps/a 2>/dev/null)]"
- run: mkdir -p deps && echo %s > deps/a && exit %d
"""


def test_a_cache_is_saved_by_a_job_that_succeeds_and_found_by_the_next(tree):
    tree.commit(steps(CACHED % ("1", "one", 1)))
    assert here(tree, None, "run").returncode == 1
    tree.commit(steps(CACHED % ("1", "one", 0)))
    assert "hit=[] has=[]" in succeeds(here(tree, None, "run"))
    assert "hit=[true] has=[one]" in succeeds(here(tree, None, "run"))
    tree.commit(steps(CACHED % ("2", "two", 0)))
    assert "hit=[false] has=[one]" in succeeds(here(tree, None, "run"))
    assert "hit=[true] has=[two]" in succeeds(here(tree, None, "run"))


def test_a_branch_sees_the_default_branch_s_caches_and_not_the_other_way_round(tree):
    tree.commit(steps(CACHED % ("main", "main", 0)))
    succeeds(here(tree, None, "run"))
    tree.git("switch", "--quiet", "--create", "feature")
    tree.commit(steps(CACHED % ("feature", "feature", 0)))
    assert "hit=[false] has=[main]" in succeeds(here(tree, None, "run"))
    tree.git("switch", "--quiet", "main")
    tree.commit(steps(CACHED % ("feature", "x", 0)))
    assert "hit=[false] has=[main]" in succeeds(here(tree, None, "run"))


def test_a_cache_that_has_to_be_there_and_one_that_is_only_looked_for(tree):
    tree.commit(steps("""
- uses: actions/cache/restore@v4
  with: { path: deps, key: none, fail-on-cache-miss: true }
"""))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "fail-on-cache-miss" in done.stdout
    tree.commit(steps("""
- run: mkdir deps && echo one > deps/a
- uses: actions/cache/save@v4
  with: { path: deps, key: k }
- run: rm -r deps
- id: look
  uses: actions/cache/restore@v4
  with: { path: deps, key: k, lookup-only: true }
- run: echo "found=${{ steps.look.outputs.cache-hit }} key=${{ steps.look.outputs.cache-matched-key }}" && test ! -e deps
"""))
    assert "found=true key=k" in succeeds(here(tree, None, "run"))


ARTIFACTS = """
on: push
jobs:
  make:
    runs-on: x
    strategy: { matrix: { n: [1, 2] } }
    steps:
      - run: mkdir -p out/sub && echo ${{ matrix.n }} > out/n${{ matrix.n }}.txt && echo s > out/sub/s.log && echo h > out/.h
      - id: up
        uses: actions/upload-artifact@v4
        with:
          name: part-${{ matrix.n }}
          path: |
            out
            !out/**/*.log
      - run: echo "id=${{ steps.up.outputs.artifact-id }} digest=${{ steps.up.outputs.artifact-digest }}"
  use:
    runs-on: x
    needs: make
    steps:
      - uses: actions/download-artifact@v4
        with: { name: part-1, path: one }
      - uses: actions/download-artifact@v4
        with: { path: all }
      - id: down
        uses: actions/download-artifact@v4
        with: { pattern: "part-*", merge-multiple: true, path: merged }
      - run: find one all merged -type f | sort && echo "at ${{ steps.down.outputs.download-path }}"
"""


def test_artifacts_go_from_job_to_job(tree):
    tree.commit(workflow(ARTIFACTS))
    out = succeeds(here(tree, None, "run"))
    found = [line.split("|")[-1].strip().split()[-1] for line in out.splitlines() if line.rstrip().endswith(".txt")]
    for name in ["one/n1.txt", "all/part-1/n1.txt", "all/part-2/n2.txt", "merged/n1.txt", "merged/n2.txt"]:
        assert name in found, out
    assert "s.log" not in "".join(found) and "/merged" in out


def test_what_an_upload_does_when_there_are_no_files_or_the_name_is_taken(tree):
    upload = "- uses: actions/upload-artifact@v4\n  with: { path: nothing, if-no-files-found: %s }\n"
    tree.commit(steps(upload % "error"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "no files were found" in done.stdout
    for word in ("warn", "ignore"):
        tree.commit(steps(upload % word))
        succeeds(here(tree, None, "run"))
    twice = """
- run: echo 1 > a
- uses: actions/upload-artifact@v4
  with: { path: a }
- uses: actions/upload-artifact@v4
  with: { path: a, overwrite: %s }
"""
    tree.commit(steps(twice % "false"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "overwrite: true" in done.stdout
    tree.commit(steps(twice % "true"))
    succeeds(here(tree, None, "run"))


def test_a_server_runs_remote_actions_and_hands_out_artifacts(make_server, actions, tmp_path):
    actions.make("acme/greet", {"action.yml": COMPOSITE})
    server = make_server("--action-source", actions.source)
    source = Repository(tmp_path, "source")
    source.commit(steps("""
- uses: acme/greet@v1
- run: mkdir out && echo result > out/file.txt
- uses: actions/upload-artifact@v4
  with: { name: "the results", path: out }
"""))
    succeeds(anneal("actions", "lock", "--action-source", actions.source, cwd=source.work, HOME=str(tmp_path)))
    sha = source.push({})
    server.ok("repo", "add", "weather", source.bare)
    server.ok("hooks", "install", source.bare)
    sha = source.push({"README.md": "x\n"})
    run = server.run_of(sha)
    assert run["conclusion"] == "success", run
    listed = server.get(f"/api/v1/runs/{run['id']}/artifacts").json["items"]
    assert [(each["name"], each["files"]) for each in listed] == [("the results", 1)]
    answer = server.get(f"/api/v1/runs/{run['id']}/artifacts/{listed[0]['id']}/archive")
    assert answer.status == 200 and hashlib.sha256(answer.body).hexdigest() == listed[0]["digest"]
    with tarfile.open(fileobj=io.BytesIO(answer.body)) as archive:
        assert archive.getnames() == ["file.txt"]
        assert archive.extractfile("file.txt").read() == b"result\n"
    assert server.get(f"/api/v1/runs/{run['id']}/artifacts/999/archive").status == 404


# -- checkout


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


# -- Python


def test_a_python_of_the_machine_is_set_up_in_an_environment_of_the_job(tree):
    tree.commit(steps("""
- id: python
  uses: actions/setup-python@v5
  with: { python-version: 3.x }
- run: |
    python -c 'import sys; print("runs %d.%d.%d" % sys.version_info[:3], sys.prefix != sys.base_prefix)'
    pip --version
    echo "outputs ${{ steps.python.outputs.python-version }} ${{ steps.python.outputs.python-path }}"
"""))
    out = succeeds(here(tree, None, "run"))
    version = out.split("outputs ")[1].split()[0]
    assert f"runs {version} True" in out


def test_a_python_that_is_not_there_is_an_error_that_names_those_that_are(tree):
    tree.commit(steps("- uses: actions/setup-python@v5\n  with: { python-version: '2.6' }\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "there is no Python 2.6" in done.stdout and "it has 3." in done.stdout
    tree.commit(steps("- uses: actions/setup-python@v5\n  with: { python-version: pypy3.9 }\n"))
    done = here(tree, None, "run")
    assert done.returncode == 1 and "PyPy" in done.stdout


def test_a_version_file_says_which_python(tree):
    tree.commit({"pyproject.toml": "[project]\nrequires-python = \">=3.8\"\n", "requirements.txt": "# none\n"} | steps("""
- uses: actions/checkout@v4
- id: python
  uses: actions/setup-python@v5
  with: { python-version-file: pyproject.toml, cache: pip }
- run: echo "is ${{ steps.python.outputs.python-version }} hit=${{ steps.python.outputs.cache-hit }}"
"""))
    assert "is 3." in succeeds(here(tree, None, "run"))


def test_a_uv_of_the_machine_is_found(tree, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    program = tools / "uv"
    program.write_text("#!/bin/sh\necho 'uv 9.9.1 (fake)'\n")
    program.chmod(0o755)
    tree.commit(steps("- id: uv\n  uses: astral-sh/setup-uv@v6\n- run: echo \"is ${{ steps.uv.outputs.uv-version }}\" && uv\n"))
    path = f"{tools}:{os.environ['PATH']}"
    done = anneal("run", cwd=tree.work, HOME=str(tmp_path), PATH=path)
    assert "is 9.9.1" in succeeds(done)
