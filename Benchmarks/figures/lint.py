"""`anneal lint` as people call it: the whole process."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from bench import BIN, Unmeasurable, environment
from report import Figure
from statistics_of import median

ROUNDS = 7


def measure(folder, floors):
    """`anneal lint` of real-world workflow files, whole process: 200 files, and 1,000."""
    corpora = os.environ.get("ANNEAL_CORPORA")
    found = sorted(Path(corpora, "workflows", "real-world").rglob("*.y*ml")) if corpora else []
    if not found:
        raise Unmeasurable("set ANNEAL_CORPORA to a folder with workflows/real-world/*.yml")
    for count, budget in ((200, 300), (1000, 1000)):
        files = []
        for number in range(count):
            path = folder / f"{number}.yml"
            shutil.copyfile(found[number % len(found)], path)
            files.append(path)
        times = [once(files) for _ in range(ROUNDS)]
        yield Figure(
            f"lint of {count:,} real workflow files, whole process, median", median(times), "ms", budget=budget,
            floor=floors.spawn, note=f"best of {ROUNDS}: {min(times):.0f} ms; {len(found)} different files")


def once(files):
    begin = time.perf_counter()
    done = subprocess.run(
        [BIN / "anneal", "lint", *files], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = (time.perf_counter() - begin) * 1000
    if done.returncode not in (0, 1):
        raise Unmeasurable(f"anneal lint ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return took
