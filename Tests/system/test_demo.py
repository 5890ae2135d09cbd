"""What `make run` prints for a visitor to try works as it is printed, word for word."""

import re
import signal
import subprocess
from pathlib import Path

import pytest

from support_http import PATIENCE, binary, environment, eventually

ROOT = Path(__file__).resolve().parents[2]
THINGS = re.compile(r"^  \d\. .*?:   +(.+)$", re.M)


@pytest.fixture
def demo(tmp_path):
    log = tmp_path / "log"
    home = tmp_path / "home"
    home.mkdir()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [binary(), "demo", "--example", "examples/seattle-weather", "--directory", tmp_path / "demo", "--listen",
             "127.0.0.1:0"], cwd=ROOT, env=environment(HOME=str(home)), stdin=subprocess.DEVNULL, stdout=output,
            stderr=output)

    def farewell():
        assert process.poll() is None, log.read_text()
        return "Ctrl-C stops the server" in log.read_text() and log.read_text()

    try:
        yield home, eventually(farewell, "the things to try", PATIENCE * 5)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


@pytest.mark.slow
def test_the_three_things_to_try_work_as_printed(demo):
    home, text = demo
    folder = re.search(r"Three things to try, in (.+):$", text, re.M)[1]
    things = THINGS.findall(text)
    assert len(things) == 3 and things[2] == "anneal run"
    for thing in things:
        # What a visitor has is the program on the PATH, and no name in git's configuration.
        bin_folder = binary().rsplit("/", 1)[0]
        variables = {key: value for key, value in environment(HOME=str(home)).items() if not key.startswith("GIT_AUTHOR")}
        variables["PATH"] = f"{bin_folder}:{variables['PATH']}"
        done = subprocess.run(
            ["bash", "-c", thing], cwd=folder, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=PATIENCE * 5)
        expected = 0 if "git push" in thing else 1  # the second thing broke the model
        assert done.returncode == expected, f"{thing}\n{done.stdout}{done.stderr}"
