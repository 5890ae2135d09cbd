"""Pages and lists in front of a long history."""

import os
import time

from report import Figure
from statistics_of import median, p99
from synthetic import History

RUNS = int(os.environ.get("ANNEAL_BENCHMARKS_RUNS", "200000"))
REQUESTS = 100


def measure(folder, floors):
    """Every page and list with 200,000 runs of history (ANNEAL_BENCHMARKS_RUNS changes that)."""
    history = History(folder, RUNS)
    with history.server as server:
        worst = {}
        for path in paths(history):
            times = []
            for _ in range(REQUESTS):
                begin = time.perf_counter()
                status, _ = server.request("GET", path)
                times.append((time.perf_counter() - begin) * 1000)
                assert status == 200, f"{path}: {status}"
            worst[path] = times
    slowest = max(worst, key=lambda path: p99(worst[path]))
    yield Figure(
        f"pages and lists, {RUNS:,} runs: slowest one's p99", p99(worst[slowest]), "ms", budget=50,
        note=f"{len(worst)} addresses, {REQUESTS} requests each; slowest {slowest} (median "
        f"{median(worst[slowest]):.1f} ms); median of all {median([time for times in worst.values() for time in times]):.1f}"
        f" ms; database of {history.megabytes:.0f} MB")


def paths(history):
    middle, last = history.runs // 2, history.last_run
    name, workflow = history.repository, history.workflow
    return [
        "/", f"/repositories/{name}", f"/repositories/{name}?conclusion=failure",
        f"/repositories/{name}?before={middle}", f"/runs/{last}", f"/runs/{middle}", "/events",
        f"/events?before={middle}", f"/events/{history.last_event}", f"/jobs/{history.job}",
        "/api/v1/runs", f"/api/v1/runs?before={middle}", f"/api/v1/runs?repository={name}&conclusion=failure",
        "/api/v1/runs?conclusion=failure", f"/api/v1/runs?ref=refs/heads/never&workflow={workflow}",
        "/api/v1/runs?state=running", f"/api/v1/runs?event={history.last_event}", f"/api/v1/runs/{middle}",
        f"/api/v1/runs/{middle}/jobs", "/api/v1/events", f"/api/v1/events?repository={name}&before={middle}",
        f"/api/v1/events/{middle}/decisions", "/api/v1/repositories", f"/api/v1/repositories/{name}",
        f"/api/v1/jobs/{history.job}", f"/api/v1/jobs/{history.job}/log", "/metrics", "/healthz",
    ]
