"""Repositories with actions and workflows that a test makes, and the command line in one that uses them."""

import pytest

from support_http import Repository, anneal, workflow

#: A composite action with an input and an output.
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
