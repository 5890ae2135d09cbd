"""The way of a job's output: pipe, commands, redaction, disk."""

import json
import subprocess
import threading
import time

from bench import Repository, Server, Unmeasurable, status_bytes
from report import Figure

MEGABYTES = 1500
LINE = "2026-01-01 12:00:00 epoch 12 step 3400/5000 loss 0.1234 accuracy 0.9876 lr 0.0003 grad 1.25 throughput 812.5/s"

WORKFLOW = """\
on: workflow_dispatch
jobs:
  talk:
    runs-on: any
    steps:
      - run: yes '{line}' | head -c {bytes}
"""


def measure(folder, floors):
    """Log throughput through redaction to disk, and the supervisor's peak memory."""
    size = MEGABYTES * 1_000_000
    repository = Repository(folder, {".anneal/workflows/ci.yml": WORKFLOW.format(line=LINE, bytes=size)})
    secrets = folder / "secrets.json"
    secrets.touch(mode=0o600)
    secrets.write_text(json.dumps({f"TOKEN_{number}": f"tok_{number}_0123456789abcdef" for number in range(20)}))
    with Server(folder, "--secrets-file", str(secrets)) as server:
        server.add("weather", repository.bare)
        event = server.dispatch("weather", ".anneal/workflows/ci.yml")
        peak = Peak(server.data)
        run = server.finished(event, patience=120)
        memory = peak.stop()
        job = server.api("GET", f"/runs/{run['id']}/jobs")["items"][0]
        written = sum(path.stat().st_size for path in server.data.glob("jobs/*/*/output.log"))
    if run["conclusion"] != "success" or written != size:
        raise Unmeasurable(f"the job ended as {run['conclusion']} with {written} bytes of {size}")
    took = seconds(job["finished_at"]) - seconds(job["started_at"])
    yield Figure(
        "log through redaction (20 secrets) to disk", MEGABYTES / took, "MB/s", budget=150, more_is_better=True,
        floor=floor(folder, size), note=f"{MEGABYTES} MB of lines of {len(LINE) + 1} bytes; floor: the same pipe through "
        "cat into a synced file")
    yield Figure(
        "supervisor's peak memory meanwhile", memory / 1e6, "MB", budget=32,
        note="flat: the same for any length of log")


def seconds(time_text):
    from datetime import datetime
    return datetime.fromisoformat(time_text.replace("Z", "+00:00")).timestamp()


def floor(folder, size):
    begin = time.monotonic()
    subprocess.run(
        ["bash", "-c", f"yes '{LINE}' | head -c {size} | cat > '{folder}/floor' && sync '{folder}/floor'"], check=True)
    took = time.monotonic() - begin
    (folder / "floor").unlink()
    return size / 1e6 / took


class Peak(threading.Thread):
    """The highest memory of the job's supervisor, as the kernel kept it, read until it is gone."""

    def __init__(self, data):
        super().__init__(daemon=True)
        self.data = data
        self.highest = 0
        self.is_over = False
        self.start()

    def run(self):
        while not self.is_over:
            for file in self.data.glob("jobs/*/*/alive"):
                try:
                    self.highest = max(self.highest, status_bytes(int(file.read_text()), "VmHWM"))
                except (ValueError, OSError, Unmeasurable):
                    pass  # not begun, or gone
            time.sleep(0.02)

    def stop(self):
        self.is_over = True
        self.join()
        if not self.highest:
            raise Unmeasurable("the supervisor was not seen")
        return self.highest
