"""What the README tells a stranger to type exists, with the options it names."""

import re
import subprocess
from pathlib import Path

import pytest

from support_http import anneal

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
#: Indented blocks and `code`.
TYPED = re.findall(r"^ {4,}(\S.*)$", README, re.M) + re.findall(r"`([^`\n]+)`", README)
COMMANDS = sorted({line.split("  #")[0].strip() for line in TYPED if re.match(r"anneal \w", line)})
TARGETS = sorted({name for line in TYPED if line.startswith("make ") for name in line.split("#")[0].split()[1:2]})


def test_there_are_commands():
    assert len(COMMANDS) > 8 and {"run", "test"} <= set(TARGETS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_that_there_is(command):
    words = command.split()[1:]
    for length in (2, 1):
        path = [word for word in words[:length] if re.fullmatch(r"[a-z]+", word)]
        done = anneal(*path, "--help")
        usage = re.search(r"USAGE: anneal ([a-z ]*)", done.stdout)
        if done.returncode == 0 and usage and usage[1].split() == path:
            break
    else:
        pytest.fail(f"anneal knows no such command: {command}")
    for option in [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]:
        assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", done.stdout), f"{command}: there is no {option}"


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_is_one_that_make_has(target):
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^\s+make {re.escape(target)}\s", listed, re.M)
