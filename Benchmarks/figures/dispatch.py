"""From asking for a workflow by hand to its first step's process."""

import time

from bench import Repository, Server
from report import Figure
from statistics_of import median, p99

from .stamp import Stamp

ROUNDS = 100


def measure(folder, floors):
    """From asking for a workflow by hand (API) to its first step's process, one at a time."""
    stamp = Stamp(folder)
    repository = Repository(folder, {".anneal/workflows/ci.yml": stamp.workflow})
    with Server(folder) as server:
        server.add("weather", repository.bare)
        times = [once(server, stamp) for _ in range(ROUNDS + 5)][5:]
    yield Figure(
        "dispatch to the first step's process, median", median(times), "ms", budget=15,
        floor=floors.spawn + 2 * floors.sync, note=f"p99 {p99(times):.1f} ms, best {min(times):.1f} ms of {ROUNDS}; "
        "floor: a spawn and two synced writes (event, and plan or journal)")


def once(server, stamp):
    stamp.forget()
    begin = time.time()
    event = server.dispatch("weather", ".anneal/workflows/ci.yml")
    took = (stamp.read() - begin) * 1000
    server.finished(event)
    return took
