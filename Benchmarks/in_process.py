"""What can only be measured from inside: a Swift program that joins the package when ANNEAL_BENCHMARKS is set."""

import json
import re
import subprocess
import urllib.request

from bench import BIN, Unmeasurable, environment, eventually, free_port, need


def program():
    path = BIN / "anneal-benchmarks"
    if not path.exists():
        raise Unmeasurable(f"there is no {path}: make bench builds it")
    return path


def measured(*arguments):
    """What the program printed: a JSON object."""
    done = subprocess.run([program(), *map(str, arguments)], env=environment(), capture_output=True, text=True)
    if done.returncode != 0:
        raise Unmeasurable(f"anneal-benchmarks {arguments[0]}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def hello(folder, connections):
    """Requests a second that the HTTP server answers with a word."""
    port = free_port()
    with open(folder / "hello.log", "w") as output:
        process = subprocess.Popen([program(), "hello", str(port)], env=environment(), stdout=output, stderr=output)
    try:
        def answers():
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200
            except OSError:
                return False
        eventually(answers, "hello", interval=0.01)
        done = subprocess.run(
            [need("wrk", "wrk"), "--threads", "1", "--connections", str(connections), "--duration", "3s",
             f"http://127.0.0.1:{port}/"], capture_output=True, text=True)
    finally:
        process.kill()
        process.wait()
    match = re.search(r"Requests/sec: *([0-9.]+)", done.stdout)
    if not match:
        raise Unmeasurable(f"wrk said {done.stdout}{done.stderr}")
    return float(match.group(1))
