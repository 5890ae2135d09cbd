"""A server that is killed at any point, and started again, ends with what it would have ended with unharmed.

One scenario for every point: a job that is held up half-way, four quick ones queueing for the other slot, one that
needs them all. Each job writes a line to a file outside, which no crash takes back: that is how often it ran.
"""

import random
import time
import urllib.error
from collections import Counter

import pytest
from conftest import crash_points, is_running, supervisor_pid, wait_until

LINES = 200
QUICK = (1, 2, 3, 4)

# The watcher looks once at each start and then not again: what is tested is the way through hooks.
NO_POLLING = {"poll_local": 86400}


def workflow(folder):
    """`held` prints its first half, waits for the file `release`, prints the rest and hands on an output."""
    return f"""\
name: matrix
on:
  push:
  workflow_dispatch:
env:
  OUTSIDE: {folder}
jobs:
  held:
    runs-on: self-hosted
    timeout-minutes: 3
    outputs:
      word: ${{{{ steps.second.outputs.word }}}}
    steps:
      - name: first half
        run: |
          seq -f 'first %g' {LINES}
          echo "held $$" >> "$OUTSIDE/ran"
          echo "$$" > "$OUTSIDE/held.pid"
          mv "$OUTSIDE/held.pid" "$OUTSIDE/held"
          until [ -e "$OUTSIDE/release" ]; do sleep 0.02; done
          seq -f 'second %g' {LINES}
      - name: second half
        id: second
        run: |
          seq -f 'third %g' {LINES}
          echo word=handed-on >> "$GITHUB_OUTPUT"
  quick:
    runs-on: self-hosted
    timeout-minutes: 3
    strategy:
      matrix:
        n: [{", ".join(map(str, QUICK))}]
    steps:
      - run: |
          until [ -e "$OUTSIDE/held" ]; do sleep 0.02; done
          echo "quick-${{{{ matrix.n }}}} $$" >> "$OUTSIDE/ran"
          seq -f 'quick ${{{{ matrix.n }}}} %g' {LINES}
  last:
    needs: [held, quick]
    runs-on: self-hosted
    timeout-minutes: 3
    steps:
      - run: |
          echo "last $$" >> "$OUTSIDE/ran"
          echo "heard ${{{{ needs.held.outputs.word }}}}"
"""


def numbered(*words):
    return "".join(f"{word} {n}\n" for word in words for n in range(1, LINES + 1))


class Scenario:
    secret = "a secret that both know"

    def __init__(self, server, repository, folder, forge="git"):
        self.server = server
        self.repository = repository
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.forge = forge
        self.before = repository.git("rev-parse", "HEAD")
        self.after = repository.commit({".anneal/workflows/matrix.yml": workflow(self.outside)})

    def register(self):
        """Done by a server that lives: the one that is to die may do so at the first chance."""
        server, bare = self.server, str(self.repository.bare)
        server.start()
        if self.forge == "git":
            server.anneal("repo", "add", "acme/demo", bare)
            server.anneal("hooks", "install", bare)
        else:
            secret = self.outside / "secret"
            secret.write_text(self.secret + "\n")
            server.anneal("repo", "add", "acme/demo", bare, "--forge", self.forge, "--webhook-secret-file", str(secret))
        server.kill()

    def push(self):
        self.repository.push()

    def deliver(self):
        """What the forge is answered; None when the server died over it."""
        body = {
            "ref": "refs/heads/main", "before": self.before, "after": self.after,
            "repository": {"id": 1, "name": "demo", "full_name": "acme/demo", "default_branch": "main"},
            "pusher": {"name": "a", "email": "a@example.com"}, "sender": {"login": "a", "id": 2}}
        try:
            return self.server.webhook(body, self.secret, "6f1d2f5a-0001")
        except (urllib.error.URLError, ConnectionError):
            return None

    @property
    def ran(self):
        path = self.outside / "ran"
        return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []

    def is_held(self):
        return (self.outside / "held").exists()

    def quick_are_done(self):
        return sum(name.startswith("quick") for name in self.ran) >= len(QUICK)

    def release(self):
        (self.outside / "release").touch()

    def die(self):
        """Until the server has died: by itself, or once the held job goes on."""
        process = self.server.process
        wait_until(
            lambda: process.poll() is not None or (self.is_held() and self.quick_are_done()),
            lambda: f"the server dies or does what it can; ran {self.ran}\n{self.server.log}")
        if process.poll() is None:
            self.release()
        else:
            states = [state for (state,) in self.server.rows("SELECT state FROM jobs")]
            waiting = sum(state in ("blocked", "ready") for state in states)
            assert not states or waiting >= 2, f"no jobs wait at this point: {states}"
        self.server.wait_for_crash()

    def check(self):
        """The one outcome, whatever happened on the way."""
        server = self.server
        run = wait_until(lambda: server.items("/runs"), lambda: f"there is a run\n{server.log}")[0]
        run = server.finished_run(run["id"])

        events = server.items("/events")
        assert [event["state"] for event in events] == ["decided"], events
        assert events[0]["after"] == self.after
        assert len(server.items("/runs")) == 1
        assert (run["conclusion"], run["attempt"], run["number"], run["sha"]) == ("success", 1, 1, self.after), run

        jobs = {job["name"]: job for job in server.items(f"/runs/{run['id']}/jobs")}
        quick = {f"quick ({n})" for n in QUICK}
        assert set(jobs) == {"held", "last"} | quick
        for name in {"held", "last"} | quick:
            job = jobs[name]
            assert (job["state"], job["conclusion"], job["attempt"]) == ("completed", "success", 1), job
            assert [step["conclusion"] for step in job["steps"]] == ["success"] * (2 if name == "held" else 1), job
        assert jobs["held"]["outputs"] == {"word": "handed-on"}
        assert server.rows("SELECT count(*) FROM attempts") == [(len(quick) + 2,)]

        assert Counter(self.ran) == Counter(["held", "last", *(f"quick-{n}" for n in QUICK)])
        assert self.ran[-1] == "last"

        assert server.output(jobs["held"]["id"]) == numbered("first", "second", "third")
        for n in QUICK:
            assert server.output(jobs[f"quick ({n})"]["id"]) == numbered(f"quick {n}")
        assert server.output(jobs["last"]["id"]) == "heard handed-on\n"


@pytest.fixture
def scenario(server, repository, tmp_path):
    made = []

    def make(forge="git"):
        made.append(Scenario(server(**NO_POLLING), repository, tmp_path, forge))
        made[-1].register()
        return made[-1]

    yield make
    for one in made:
        one.release()


def test_there_are_at_least_twelve_points():
    assert len(crash_points()) >= 12
    assert len(set(crash_points())) == len(crash_points())


def test_without_a_kill(scenario):
    one = scenario()
    one.server.start()
    one.push()
    wait_until(lambda: one.is_held() and one.quick_are_done(), "all but the held job ran")
    one.release()
    one.check()


@pytest.mark.parametrize("point", crash_points())
def test_killed_at(point, scenario):
    one = scenario()
    one.server.start(crash_at=point)
    one.push()
    one.die()
    one.server.start()
    one.release()
    one.check()


@pytest.mark.parametrize("point", crash_points())
def test_killed_at_the_same_point_by_two_servers(point, scenario):
    """What takes up where the first server died may die there as well."""
    one = scenario()
    one.server.start(crash_at=point)
    one.push()
    one.die()
    # The second may pass the point while it starts, or never, when the first got past it with its last job.
    one.server.start(crash_at=point, wait=False)
    one.release()

    def over():
        if one.server.process.poll() is not None:
            return True
        return one.server.rows("SELECT count(*) FROM runs WHERE state = 'completed'") == [(1,)]

    wait_until(over, lambda: f"the second server dies or ends the run\n{one.server.log}")
    one.server.kill()
    one.server.start()
    one.check()


def test_a_webhook_that_was_not_answered_is_sent_again(scenario):
    one = scenario(forge="github")
    one.server.start(crash_at="event-stored")
    one.push()
    answer = one.deliver()
    one.server.wait_for_crash()
    assert answer is None or answer[0] == 202
    one.server.start()
    status, body = one.deliver()
    assert status == 200 and b"duplicate" in body, body
    one.release()
    one.check()


def test_a_push_while_the_server_is_down_is_not_lost(scenario):
    one = scenario()
    one.push()
    one.server.start()
    one.release()
    one.check()


@pytest.mark.parametrize("seed", range(4))
def test_killed_again_and_again_at_any_time(seed, scenario):
    one = scenario()
    chance = random.Random(seed)
    pauses = [chance.uniform(0, 0.8) for _ in range(5)]
    print("seed", seed, "pauses", pauses)
    one.push()
    for turn, pause in enumerate(pauses):
        one.server.start(wait=False)
        # No condition to wait for: any moment is meant.
        time.sleep(pause)
        one.server.kill()
        if turn == 2:
            one.release()
    one.release()
    one.server.start()
    one.check()


def test_a_job_that_ends_while_the_server_is_dead(scenario):
    one = scenario()
    one.server.start()
    one.push()
    wait_until(one.is_held, "the held job runs")
    one.server.kill()
    job = one.server.rows("SELECT id FROM jobs WHERE key = 'held'")[0][0]
    journal = one.server.data / f"jobs/{job}/1/journal.ndjson"
    one.release()
    wait_until(lambda: '"finished"' in journal.read_text(), "the supervisor ends the job alone")
    wait_until(lambda: not is_running(supervisor_pid(journal)), "the supervisor is gone")
    one.server.start()
    one.check()
