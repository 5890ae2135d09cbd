"""Jobs that do nothing, as many as possible."""

import time

from bench import Repository, Server, eventually
from report import Figure

JOBS = 1000

HOLD = """\
on: workflow_dispatch
jobs:
  hold:
    runs-on: any
    steps:
      - run: while [ ! -e '{gate}' ]; do sleep 0.01; done
"""

NOTHING = """\
on: workflow_dispatch
jobs:
  nothing:
    runs-on: any
    steps:
      - run: ':'
"""


def measure(folder, floors):
    """Runs of one job of one step that does nothing: 1,000 queued, 2 at a time."""
    gate = folder / "gate"
    repository = Repository(folder, {
        ".anneal/workflows/hold.yml": HOLD.format(gate=gate), ".anneal/workflows/nothing.yml": NOTHING})
    with Server(folder, "--concurrency", "2") as server:
        server.add("weather", repository.bare)
        # Two jobs keep both places until all others wait behind them.
        held = [server.dispatch("weather", ".anneal/workflows/hold.yml") for _ in range(2)]
        for event in held:
            eventually(lambda: (runs := server.runs_of(event)) and runs[0]["state"] == "running", "a held place")
        begin = time.monotonic()
        events = [server.dispatch("weather", ".anneal/workflows/nothing.yml") for _ in range(JOBS)]
        eventually(lambda: ready(server) >= JOBS, "all jobs are queued", interval=0.05)
        queued = time.monotonic() - begin
        before = server.processor_time
        begin = time.monotonic()
        gate.touch()
        eventually(lambda: open_jobs(server) == 0, "all jobs are over", patience=300, interval=0.02)
        took = time.monotonic() - begin
        used = server.processor_time - before
        memory = server.resident
        last = server.runs_of(events[-1])[0]
    if last["conclusion"] != "success":
        raise AssertionError(f"a job that does nothing ended as {last}")
    yield Figure(
        "no-op jobs, 1,000 queued, 2 at a time", JOBS / took, "/s", budget=200, more_is_better=True,
        floor=2000 / (2 * floors.spawn), note=f"{took:.1f} s, of which the server computed {used:.1f} s; queued at "
        f"{JOBS / queued:.0f}/s; {memory / 1e6:.0f} MB resident; floor: spawns (supervisor, shell) on two cores")


def counts(server):
    text = server.request("GET", "/metrics")[1].decode()
    states = {}
    for line in text.splitlines():
        if line.startswith("anneal_jobs{"):
            states[line.split('"')[1]] = int(float(line.rsplit(" ", 1)[1]))
    return states


def ready(server):
    return counts(server)["ready"]


def open_jobs(server):
    return sum(counts(server).values())
