"""From a fetched push to its plan."""

from bench import Repository
from in_process import measured
from report import Figure
from statistics_of import median

WORKFLOWS = 200
FILES = 10_000

WORKFLOW = """\
name: Part {number}
on:
  push:
    branches: [main, 'release/**']
    paths: ['part{number}/**', '!**/*.md']
  workflow_dispatch:
    inputs:
      seed: {{type: number, default: 1}}
env:
  PART: {number}
jobs:
  unit:
    runs-on: any
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - name: Test
        run: python -m pytest tests/unit --seed "$ANNEAL_SEED"
  model:
    needs: unit
    runs-on: any
    timeout-minutes: 60
    paths: ['part{number}/model/**']
    strategy:
      matrix:
        fold: [1, 2, 3]
        include: [{{fold: 4, extra: true}}]
    steps:
      - uses: actions/checkout@v4
      - name: Train
        if: github.ref == 'refs/heads/main' && matrix.fold != 3
        run: python train.py --fold ${{{{ matrix.fold }}}}
"""


def measure(folder, floors):
    """Planning of a push of 10,000 changed files in a repository with 200 workflows, changed paths included."""
    files = {f".anneal/workflows/part{number}.yml": WORKFLOW.format(number=number) for number in range(WORKFLOWS)}
    repository = Repository(folder, files)
    before = repository.commit({"README.md": "before\n"})
    after = repository.commit({
        f"part{number % (2 * WORKFLOWS)}/folder{number % 7}/file {number}.txt": f"{number}\n" for number in range(FILES)})
    repository.push()
    answer = measured("planning", repository.bare, folder / "planning", before, after, 15)
    times = answer["milliseconds"]
    yield Figure(
        f"planning: {WORKFLOWS} workflows, {FILES:,} changed files, median", median(times), "ms", budget=100,
        note=f"first {times[0]:.0f} ms, best {min(times):.0f} ms of {len(times)}; {answer['matched']} workflows matched, "
        f"{answer['jobs']} jobs planned")
