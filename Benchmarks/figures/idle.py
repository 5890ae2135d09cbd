"""What a server costs that has nothing to do."""

import shutil
import time

from bench import Repository, Server
from report import Figure

REPOSITORIES = 200
SECONDS = 30

WORKFLOW = "on: push\njobs:\n  j:\n    runs-on: any\n    steps:\n      - run: echo\n"


def measure(folder, floors):
    """Memory and processor time of an idle server that watches 200 local repositories."""
    first = Repository(folder, {".anneal/workflows/ci.yml": WORKFLOW})
    with Server(folder) as server:
        for number in range(REPOSITORIES):
            bare = folder / f"{number}.git"
            shutil.copytree(first.bare, bare)
            server.add(f"repository-{number}", bare)
        time.sleep(12)  # the first look at all refs is over
        before = server.processor_time
        time.sleep(SECONDS)
        share = (server.processor_time - before) / SECONDS * 100
        memory = server.resident
    yield Figure(f"idle with {REPOSITORIES} repositories: memory", memory / 2**20, "MB", budget=64)
    yield Figure(
        f"idle with {REPOSITORIES} repositories: processor", share, "% of a core", budget=0.5,
        note=f"over {SECONDS} s, refs of all of them looked at every 10 s")
