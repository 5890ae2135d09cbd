"""From `git push` to the first step's process."""

import time

from bench import Repository, Server, anneal, eventually
from report import Figure
from statistics_of import median, p99

from .stamp import Stamp

ROUNDS = 40


def measure(folder, floors):
    """From the start of `git push` to a hooked local repository to the first step's process."""
    stamp = Stamp(folder)
    repository = Repository(folder, {".anneal/workflows/ci.yml": stamp.workflow})
    with Server(folder) as server:
        server.add("weather", repository.bare)
        anneal(server, "hooks", "install", repository.bare)
        rounds = [once(server, repository, stamp, number) for number in range(ROUNDS + 3)][3:]
    times = [whole for whole, _ in rounds]
    pushes = [push for _, push in rounds]
    yield Figure(
        "git push to the first step's process, median", median(times), "ms", budget=60, floor=median(pushes),
        note=f"p99 {p99(times):.1f} ms, best {min(times):.1f} ms of {ROUNDS}; floor: `git push` itself, hook included")


def once(server, repository, stamp, number):
    sha = repository.commit({"README.md": f"{number}\n"})
    stamp.forget()
    begin = time.time()
    repository.push()
    pushed = time.time()
    first = stamp.read()

    def is_over():
        runs = server.api("GET", "/runs?limit=1")["items"]
        return runs and runs[0]["sha"] == sha and runs[0]["state"] == "completed"
    eventually(is_over, "the push's run is over", interval=0.005)
    return (first - begin) * 1000, (pushed - begin) * 1000
