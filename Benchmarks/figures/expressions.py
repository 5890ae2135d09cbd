"""Expressions: parsed and evaluated in a program, and as lines of `anneal eval --batch`."""

import json
import subprocess
import time

from bench import BIN, environment
from in_process import measured
from report import Figure

COUNT = 1_000_000

#: The kinds that workflows use; the contexts are those of a push, cut short.
EXPRESSIONS = [
    "github.ref == 'refs/heads/main' && github.event_name == 'push'",
    "!cancelled_before && needs.build.result != 'failure'",
    "contains(github.event.head_commit.message, '[skip model]')",
    "format('{0}-{1}-{2}', runner.os, matrix.python, github.sha)",
    "matrix.fold > 2 || startsWith(github.ref, 'refs/tags/v')",
    "fromJSON('[1, 2, 3]')[1]",
    "toJSON(matrix)",
    "github.event.commits.*.message",
    "join(github.event.labels.*.name, ', ')",
    "case(matrix.fold == 1, 'first', matrix.fold == 2, 'second', 'other')",
]

CONTEXTS = {
    "github": {
        "ref": "refs/heads/main", "event_name": "push", "sha": "2f4f5b9d3c1e5a7b9d1f3a5c7e9b1d3f5a7c9e1b",
        "event": {
            "head_commit": {"message": "Train longer"}, "commits": [{"message": "Train longer"}, {"message": "Words"}],
            "labels": [{"name": "model"}, {"name": "slow"}]}},
    "needs": {"build": {"result": "success"}}, "matrix": {"fold": 3, "python": "3.12"}, "runner": {"os": "Linux"},
    "cancelled_before": False,
}


def measure(folder, floors):
    """One million expressions: parsed and evaluated; evaluated only; and by `anneal eval --batch`."""
    contexts = folder / "contexts.json"
    contexts.write_text(json.dumps({"contexts": CONTEXTS, "expressions": EXPRESSIONS}))
    answer = measured("expressions", contexts, COUNT)
    yield Figure(f"{COUNT:,} expressions parsed and evaluated", answer["parsedAndEvaluated"], "s")
    yield Figure(f"{COUNT:,} expressions evaluated", answer["evaluated"], "s")
    lines = folder / "lines.ndjson"
    with open(lines, "w") as file:
        for number in range(COUNT):
            file.write(json.dumps({
                "id": number, "expr": EXPRESSIONS[number % len(EXPRESSIONS)], "contexts": CONTEXTS}) + "\n")
    begin = time.perf_counter()
    with open(lines) as given, open(folder / "answers.ndjson", "w") as answers:
        done = subprocess.run(
            [BIN / "anneal", "eval", "--batch"], stdin=given, stdout=answers, stderr=subprocess.PIPE, env=environment())
    took = time.perf_counter() - begin
    with open(folder / "answers.ndjson") as answers:
        count = sum(1 for _ in answers)
    if done.returncode != 0 or count != COUNT:
        raise AssertionError(f"anneal eval --batch: {done.returncode}, {count} answers: {done.stderr.decode()[-300:]}")
    yield Figure(
        f"{COUNT:,} expressions by anneal eval --batch, whole process", took, "s",
        note=f"{lines.stat().st_size / COUNT:.0f} bytes of contexts and expression a line")
