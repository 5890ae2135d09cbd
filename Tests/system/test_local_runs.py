"""`anneal run` as somebody uses it who interrupts it, mistypes, or comes back after a power cut."""

import json
import os
import pty
import re
import signal
import sqlite3
import subprocess

import pytest

from support_http import PATIENCE, Repository, anneal, binary, environment, eventually, workflow

#: Its first job hangs until it is ended and cleans up, its second must never run once the first was cancelled.
DEPENDENT = """
on: push
jobs:
  build:
    runs-on: x
    steps:
      - run: |
          echo $$ > '{marks}/build'
          sleep 1000
      - if: always()
        run: touch '{marks}/cleaned'
  deploy:
    needs: build
    if: always()
    runs-on: x
    steps:
      - run: touch '{marks}/deployed'
"""

ONE = "on: push\njobs:\n  one:\n    runs-on: x\n    steps:\n      - run: {run}\n"


class Here:
    """A working tree, with a home of its own for what is kept about it."""

    def __init__(self, folder):
        self.source = Repository(folder)
        self.tree = self.source.work
        self.marks = folder / "marks"
        self.marks.mkdir()
        self.home = folder / "home"
        self.home.mkdir()

    def write(self, **workflows):
        for name, text in workflows.items():
            self.source.commit(workflow(text.replace("{marks}", str(self.marks)), name))

    def run(self, *arguments):
        return anneal(*arguments, cwd=self.tree, HOME=str(self.home))

    def start(self, *arguments, **more):
        return subprocess.Popen(
            [binary(), *arguments], cwd=self.tree, env=environment(HOME=str(self.home)), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)

    def query(self, sql):
        (path,) = self.home.glob(".cache/anneal/local/*/anneal.db")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def mark(self, name):
        return (self.marks / name).exists()

    def nothing_is_open(self):
        assert self.query("SELECT id FROM runs WHERE state <> 'completed'") == []
        assert self.query("SELECT id FROM jobs WHERE state <> 'completed'") == []
        assert self.query("SELECT id FROM events WHERE state = 'received'") == []


@pytest.fixture
def here(tmp_path):
    return Here(tmp_path)


def lives(pid):
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def started(here, process):
    """The shell of the job that hangs."""
    def look():
        assert process.poll() is None, process.communicate()
        path = here.marks / "build"
        return path.exists() and path.read_text().strip()

    return eventually(look, "the first job")


def test_a_job_that_is_not_there_runs_nothing_then_or_later(here):
    here.write(ci=ONE.replace("{run}", "touch '{marks}/ci'"), quick=ONE.replace("{run}", "echo quick"))
    done = here.run("run", "ci", "--job", "typo")
    assert done.returncode == 2 and "there is no job 'typo'; there are: one" in done.stderr
    assert done.stdout == ""
    done = here.run("run", "quick")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    here.nothing_is_open()
    assert not here.mark("ci")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_cancels_in_an_orderly_way(here, number):
    here.write(dep=DEPENDENT.replace("    if: always()\n    runs-on", "    runs-on"))
    process = here.start("run", "dep")
    shell = started(here, process)
    process.send_signal(number)
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1, output + errors
    assert "run 1: cancelled" in output
    assert here.mark("cleaned") and not here.mark("deployed") and not lives(shell)
    here.nothing_is_open()


def test_who_is_told_to_ignore_a_hang_up_does(here):
    here.write(ci=ONE.replace("{run}", "echo $$ > '{marks}/build'; until test -e '{marks}/go'; do sleep 0.05; done"))
    process = here.start("run", "ci", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    started(here, process)
    process.send_signal(signal.SIGHUP)
    (here.marks / "go").touch()
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, output + errors


@pytest.mark.parametrize("next_one", ["run", "plan"])
def test_nothing_of_a_killed_run_runs_on(here, next_one):
    here.write(dep=DEPENDENT, quick=ONE.replace("{run}", "echo quick"))
    process = here.start("run", "dep")
    shell = started(here, process)
    process.kill()
    process.communicate()
    done = here.run(next_one, "quick")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == (
        "anneal: an earlier 'anneal run' was killed: its run 1 of dep.yml was cancelled\n"
        "anneal: waiting for the always() steps of run 1\n")
    assert not lives(shell) and here.mark("cleaned"), "always() steps run, within the grace"
    assert not here.mark("deployed"), "a job does not, whatever its if says"
    here.nothing_is_open()
    assert here.query("SELECT conclusion FROM runs WHERE id = 1") == [("cancelled",)]
    assert here.run(next_one, "quick").stderr == "", "told once"
    assert not here.mark("deployed")


def test_a_run_that_was_killed_while_it_waited_is_ended_by_the_next_one(here):
    """A job that has no supervisor yet is one that never gets one."""
    here.write(dep=DEPENDENT, quick=ONE.replace("{run}", "echo quick"))
    process = subprocess.run(
        [binary(), "run", "dep"], cwd=here.tree, env=environment(HOME=str(here.home), ANNEAL_CRASH_AT="job-claimed"),
        capture_output=True, text=True, timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    done = here.run("run", "quick")
    assert done.returncode == 0 and "its run 1 of dep.yml was cancelled" in done.stderr, done.stderr
    assert not here.mark("build") and not here.mark("deployed")
    here.nothing_is_open()


def test_an_event_that_was_not_decided_never_is(here):
    here.write(ci=ONE.replace("{run}", "touch '{marks}/ci'"), quick=ONE.replace("{run}", "echo quick"))
    process = subprocess.run(
        [binary(), "run", "ci"], cwd=here.tree, env=environment(HOME=str(here.home), ANNEAL_CRASH_AT="plan-made"),
        capture_output=True, text=True, timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    done = here.run("run", "quick")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "an earlier 'anneal run' was killed before it had decided what to run" in done.stderr
    assert not here.mark("ci")
    here.nothing_is_open()


def test_a_run_leads_to_no_other_that_nobody_follows(here):
    listener = ONE.replace("on: push", "on: {workflow_run: {workflows: [ci], types: [completed]}}")
    here.write(ci="name: ci\n" + ONE.replace("{run}", "echo ci"), after=listener.replace("{run}", "touch '{marks}/after'"))
    here.source.push()
    assert here.run("run", "ci").returncode == 0
    done = here.run("run", "ci")
    assert done.returncode == 0 and done.stderr == ""
    assert not here.mark("after")
    here.nothing_is_open()


SPEAKING = """
on: push
jobs:
  a:
    runs-on: x
    outputs:
      key: ${{ steps.out.outputs.key }}
    steps:
      - name: Try
        run: exit 3
        continue-on-error: true
      - run: |
          echo "::error file=a.py,line=3,title=Bad::thing%0Amore"
          echo "::warning::careful"
      - id: out
        env: { SECRET: "${{ secrets.S }}" }
        run: echo "key=x$SECRET" >> "$GITHUB_OUTPUT"
"""


def test_what_steps_say_is_shown(here):
    here.write(ci=SPEAKING)
    lines = here.run("run", "--secret", "S=hush-hush-hush").stdout.splitlines()
    assert "a: step `Try` failed: exit code 3, and the job goes on (continue-on-error)" in lines
    assert "a: error: a.py:3: Bad: thing" in lines and "a:   more" in lines
    assert "a: warning: careful" in lines
    assert any(line.startswith("a: warning: ") and "secret" in line for line in lines), lines
    assert lines.index("a: running") < min(i for i, line in enumerate(lines) if line.startswith("a | "))
    assert lines.index("a: success") == max(i for i, line in enumerate(lines) if line.startswith("a"))

    told = [json.loads(line) for line in here.run("run", "--json").stdout.splitlines()]
    (error,) = [each for each in told if each["type"] == "annotation" and each["level"] == "error"]
    assert (error["job"], error["message"], error["file"], error["line"]) == ("a", "thing\nmore", "a.py", 3)
    steps = {each["name"]: each for each in told if each["type"] == "step"}
    assert (steps["Try"]["outcome"], steps["Try"]["conclusion"], steps["Try"]["exit_code"]) == ("failure", "warning", 3)


BESIDE = """
on: push
jobs:
  a:
    runs-on: x
    steps:
      - name: Late
        run: until test -e "{marks}/go"; do sleep 0.01; done
        background: true
      - name: Early
        run: echo early
      - name: Release
        run: touch "{marks}/go"
"""


def test_steps_beside_each_other_are_told_once_each(here):
    here.write(ci=BESIDE)
    told = [json.loads(line) for line in here.run("run", "--json").stdout.splitlines()]
    names = [each["name"] for each in told if each["type"] == "step"]
    assert {"Early", "Late", "Release"} <= set(names) and len(names) == len(set(names)), names


def test_what_steps_say_is_shown_on_a_terminal(here):
    here.write(ci=SPEAKING)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [binary(), "run"], cwd=here.tree, env=environment(HOME=str(here.home), NO_COLOR="1"),
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.STDOUT)
    os.close(theirs)
    output = b""
    try:
        while chunk := os.read(ours, 65536):
            output += chunk
    except OSError:
        pass  # the other side is closed
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    text = output.decode()
    assert "a │ error: a.py:3: Bad: thing" in text and "a │ warning: careful" in text
    assert "a │ ! step `Try` failed: exit code 3" in text


@pytest.mark.parametrize("script", ["true", "echo quick"])
def test_a_job_begins_before_it_speaks(here, script):
    jobs = "".join(f"  j{n}:\n    runs-on: x\n    steps:\n      - run: {script}\n" for n in range(8))
    here.write(ci="on: push\njobs:\n" + jobs)
    lines = here.run("run").stdout.splitlines()
    for key in (f"j{n}" for n in range(8)):
        own = [line for line in lines if re.match(rf"{key}\b", line)]
        assert own[0] == f"{key}: running" and own[-1] == f"{key}: success" and own.count(f"{key}: running") == 1


def test_an_error_is_told_once_and_other_files_are_not_mentioned(here):
    here.write(bad=ONE.replace("run: {run}", "runn: x"), other=ONE.replace("{run}", "true"))
    done = here.run("run", "bad")
    assert done.returncode == 1
    assert done.stdout.count("'runn' is no key of a step") == 1, done.stdout
    assert "other" not in done.stdout + done.stderr
    done = here.run("run")
    assert done.stdout.count("'runn' is no key of a step") == 1, done.stdout


def test_a_workflow_that_no_push_starts_says_what_does(here):
    here.write(
        retrain=ONE.replace("on: push", "on: [workflow_dispatch, schedule]").replace("schedule]", "release]").replace(
            "{run}", "echo trained"),
        released=ONE.replace("on: push", "on: release").replace("{run}", "true"), other=ONE.replace("{run}", "true"))
    done = here.run("run", "retrain")
    assert done.returncode == 2 and "other" not in done.stdout
    assert "does not listen to push, only to workflow_dispatch and release" in done.stdout
    assert "anneal run retrain --event workflow_dispatch" in done.stderr
    done = here.run("run", "retrain", "--event", "workflow_dispatch")
    assert done.returncode == 0 and "one | trained" in done.stdout
    done = here.run("run", "released")
    assert done.returncode == 2 and "only to release" in done.stdout
    assert "neither push nor workflow_dispatch" in done.stderr


@pytest.mark.parametrize("url, name", [
    (None, "local/weather"), ("https://forge.example/acme/rain.git", "acme/rain"),
    ("git@forge.example:acme/team/rain.git", "acme/team/rain"), ("ssh://git@forge.example:22/acme/rain", "acme/rain"),
    ("/srv/git/rain.git", "local/weather"), ("https://forge.example/rain.git", "local/weather"),
    ("https://forge.example/acme/../rain", "local/weather")])
def test_the_repository_has_an_owner(here, url, name):
    here.write(ci=ONE.replace("{run}", 'echo "$GITHUB_REPOSITORY of $GITHUB_REPOSITORY_OWNER at ${GITHUB_WORKSPACE##*/}"'))
    if url is None:
        here.source.git("remote", "remove", "origin")
    else:
        here.source.git("remote", "set-url", "origin", url)
    assert f"one | {name} of {name.split('/')[0]} at {name.split('/')[-1]}" in here.run("run").stdout.splitlines()
