"""What the post-receive hook adds to a push."""

import time

from bench import Repository, Server, anneal
from report import Figure
from statistics_of import median, p99

ROUNDS = 40


def measure(folder, floors):
    """What the post-receive hook adds to a push: pushes with and without it, in turn."""
    repository = Repository(folder, {"README.md": "hello\n"})
    with Server(folder) as server:
        server.add("weather", repository.bare)
        anneal(server, "hooks", "install", repository.bare)
    # The server is away: what it does meanwhile on the same cores is not what the pusher waits for.
    hook = repository.bare / "hooks" / "post-receive"
    aside = hook.with_name("aside")
    times = {True: [], False: []}
    for number in range(2 * ROUNDS):
        repository.commit({"README.md": f"{number}\n"})
        is_hooked = number % 2 == 0
        if not is_hooked:
            hook.rename(aside)
        begin = time.perf_counter()
        repository.push()
        times[is_hooked].append((time.perf_counter() - begin) * 1000)
        if not is_hooked:
            aside.rename(hook)
    yield Figure(
        "what the post-receive hook adds to a push, median", median(times[True]) - median(times[False]), "ms",
        budget=50, floor=floors.spawn, note=f"a push takes {median(times[False]):.1f} ms without it, "
        f"{median(times[True]):.1f} ms (p99 {p99(times[True]):.1f} ms) with it; floor: a spawn")
