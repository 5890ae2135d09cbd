"""How soon a server is ready."""

from bench import Server
from report import Figure
from statistics_of import median
from synthetic import History

RUNS = 100_000
ROUNDS = 7


def measure(folder, floors):
    """From starting the process to its first answer that it is ready: empty, and with 100,000 runs of history."""
    empty = Server(folder)
    yield Figure(
        "start to ready, empty, median", median([once(empty) for _ in range(ROUNDS)]), "ms", floor=floors.spawn)
    history = History(folder / "history", RUNS)
    times = [once(history.server) for _ in range(ROUNDS)]
    yield Figure(
        f"start to ready, {RUNS:,} runs of history, median", median(times), "ms", budget=200, floor=floors.spawn,
        note=f"slowest of {ROUNDS}: {max(times):.0f} ms; database of {history.megabytes:.0f} MB")


def once(server):
    took = server.start() * 1000
    server.stop()
    return took
