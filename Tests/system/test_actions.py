"""Actions of other repositories, which a test makes, with their lock; and those of the repository itself."""

import json
import shutil

import pytest

from support_actions import COMPOSITE, actions, here, steps, succeeds, tree  # noqa: F401

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


def test_what_is_wrong_with_the_use_of_an_action_is_said_where_it_is_used(tree, actions):
    given = {
        "act/action.yml": COMPOSITE.replace("default: nobody", "required: true"),
        "docker/action.yml": "name: D\nruns: { using: docker, image: Dockerfile }\n"}

    def linted(text):
        tree.commit(steps(text) | given)
        return here(tree, actions, "lint").stdout

    assert "ci.yml:6:15: warning: no step before brings './act' into the workspace" in linted(
        "- uses: ./act\n  with: { who: x }\n")
    done = here(tree, actions, "run")
    assert done.returncode == 1
    assert "`./act` is not in the workspace (.anneal/workflows/ci.yml, line 6); a step before has to check" in done.stdout
    out = linted("- uses: actions/checkout@v4\n- uses: ./act\n")
    assert "ci.yml:7:15: warning: './act' needs the input 'who' [missing-input]" in out
    assert "no step before" not in out
    out = linted("- uses: actions/checkout@v4\n- uses: ./docker\n")
    assert "ci.yml:7:15: note: the action './docker' needs containers" in out
    done = here(tree, actions, "run")
    assert done.returncode == 1 and "`./docker` (.anneal/workflows/ci.yml, line 7) runs in a container" in done.stdout


def test_a_docker_action_of_another_repository_is_named_when_it_is_locked_and_when_it_runs(tree, actions):
    actions.make("acme/docker", {"action.yml": "name: D\nruns: { using: docker, image: Dockerfile }\n"})
    tree.commit(steps("- uses: acme/docker@v1\n"))
    assert "the action 'acme/docker@v1' needs containers" in succeeds(here(tree, actions, "actions", "lock"))
    done = here(tree, actions, "run")
    assert done.returncode == 1
    assert "`acme/docker@v1` (.anneal/workflows/ci.yml, line 6) runs in a container" in done.stdout


def test_inputs_that_an_action_does_not_have_or_needs_are_said_in_the_log(tree, actions):
    actions.make("acme/greet", {"action.yml": COMPOSITE.replace("default: nobody", "required: true")})
    tree.commit(steps("- uses: acme/greet@v1\n  with: { whom: x }\n"))
    succeeds(here(tree, actions, "actions", "lock"))
    out = succeeds(here(tree, actions, "run"))
    assert "::warning::acme/greet@v1 has no input `whom`; its inputs are `who`" in out
    assert "::warning::acme/greet@v1 requires the input `who`, which is not given" in out


@pytest.mark.parametrize("files, uses, word", [
    ({"README.md": "x"}, "acme/odd@v1", "'acme/odd@v1' is no action: acme/odd at"),
    ({"README.md": "x"}, "acme/odd/sub@v1", "'acme/odd/sub@v1' is no action: 'sub' in acme/odd at"),
    ({"action.yml": "name: O\nruns: { using: node21, main: x.js }\n"}, "acme/odd@v1", "action.yml:2:16: 'node21' is no way"),
    ({"action.yml": "name: O\nruns: { using: composite, steps: [{ run: x }] }\n"}, "acme/odd@v1", "needs 'shell'"),
    ({"README.md": "x"}, "acme/odd@abcdef1", "a commit is named by all of its 40 digits"),
])
def test_what_is_no_action_is_said_when_it_is_locked(tree, actions, files, uses, word):
    actions.make("acme/odd", files)
    tree.commit(steps(f"- uses: {uses}\n"))
    done = here(tree, actions, "actions", "lock")
    assert done.returncode == 2 and word in done.stderr and str(tree.work.parent / ".cache") not in done.stderr


def test_a_lock_that_somebody_changed_is_refused(tree, actions):
    sha = actions.make("acme/greet", {"action.yml": COMPOSITE})
    tree.commit(steps("- uses: acme/greet@v1\n") | {".anneal/actions.lock": f"acme/greet@v1 {'1' * 40}\n"})
    done = here(tree, actions, "run")
    assert done.returncode == 1 and "1" * 40 in done.stdout and sha in done.stdout
    assert "The tag was moved, or the lock was changed by hand" in done.stdout


@needs_node
def test_a_javascript_action_that_fails_still_cleans_up_and_its_files_count(tree, actions):
    actions.make("acme/fails", {
        "action.yml": "name: F\ninputs: { 'two words': {} }\n"
                      "runs: { using: node24, pre: pre.js, main: main.js, post: post.js, post-if: always() }\n",
        "pre.js": "require('fs').appendFileSync(process.env.GITHUB_STATE, 'from=pre\\n')\n",
        "main.js": """
const fs = require('fs');
fs.appendFileSync(process.env.GITHUB_OUTPUT, 'lines<<END\\none\\ntwo\\nEND\\n');
fs.appendFileSync(process.env.GITHUB_ENV, 'LEFT=behind\\n');
console.log('main ' + process.env.STATE_from + ' ' + process.env['INPUT_TWO_WORDS'] + ' ' + process.env.GITHUB_ACTION_REPOSITORY + '@' + process.env.GITHUB_ACTION_REF);
process.exitCode = 3;
""",
        "post.js": "console.log('post ' + process.env.STATE_from + ' ' + process.env.LEFT)\n"})
    tree.commit(steps("""
- id: fails
  uses: acme/fails@v1
  with: { two words: given }
- if: failure()
  run: echo "after [${{ steps.fails.outputs.lines }}] $LEFT ${{ steps.fails.outcome }}"
"""))
    succeeds(here(tree, actions, "actions", "lock"))
    done = here(tree, actions, "run")
    assert done.returncode == 1 and "failed: exit code 3" in done.stdout
    assert "main pre given acme/fails@v1" in done.stdout and "post pre behind" in done.stdout
    assert "after [one" in done.stdout and "two] behind failure" in done.stdout


@needs_node
def test_a_javascript_action_that_was_never_built_says_which_file_it_lacks(tree, actions):
    actions.make("acme/missing", {"action.yml": "name: M\nruns: { using: node20, main: dist/main.js }\n"})
    tree.commit(steps("- uses: acme/missing@v1\n"))
    succeeds(here(tree, actions, "actions", "lock"))
    done = here(tree, actions, "run")
    assert done.returncode == 1 and "acme/missing@v1 has no file `dist/main.js`" in done.stdout


def test_composite_actions_within_each_other_hand_on_outputs_and_stay_apart(tree, actions):
    actions.make("acme/inner", {"deep/action.yml": """
name: Inner
inputs: { who: { required: true } }
outputs: { said: { value: "${{ steps.say.outputs.said }}" } }
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      run: echo "said=inner ${{ inputs.who }}" >> $GITHUB_OUTPUT; echo "is $GITHUB_ACTION_REPOSITORY@$GITHUB_ACTION_REF"
    - if: inputs.who == 'nobody'
      shell: bash
      run: echo never
    - shell: python
      working-directory: sub
      run: import os; print("in " + os.path.basename(os.getcwd()))
    - uses: actions/upload-artifact@v4
      with: { name: "of-${{ inputs.who }}", path: sub }
"""})
    actions.make("acme/outer", {"action.yml": """
name: Outer
outputs: { all: { value: "${{ steps.inner.outputs.said }}!" } }
runs:
  using: composite
  steps:
    - id: inner
      uses: acme/inner/deep@v1
      with: { who: me }
    - uses: ./mine
    - if: always() && steps.inner.outcome == 'success'
      shell: sh
      run: echo "outer sees ${{ steps.inner.outputs.said }} and ${{ steps.say.outputs.said || 'no further' }}"
"""})
    mine = "name: M\nruns: { using: composite, steps: [{ shell: sh, run: echo mine }] }\n"
    tree.commit(steps("""
- uses: actions/checkout@v4
- run: mkdir sub && touch sub/file
- id: outer
  uses: acme/outer@v1
- run: echo "job sees [${{ steps.outer.outputs.all }}] [${{ steps.inner.outputs.said }}]"
""") | {"mine/action.yml": mine})
    succeeds(here(tree, actions, "actions", "lock"))
    out = succeeds(here(tree, actions, "run"))
    assert "is acme/inner@v1" in out and "in sub" in out and "| mine" in out and "| never" not in out
    assert "outer sees inner me and no further" in out
    assert "job sees [inner me!] []" in out
