"""A supervisor that dies, and a server that is asked to end: what runs is neither lost nor run twice."""

import os
import signal
import sqlite3
import time

import pytest
from conftest import Server, is_running, supervisor_pid, wait_until


def workflow(folder):
    return f"""\
name: recovery
on: push
concurrency: {{group: recovery, queue: max}}
jobs:
  held:
    runs-on: self-hosted
    timeout-minutes: 3
    steps:
      - run: |
          echo "before ${{{{ github.run_attempt }}}}"
          echo "$$" >> "{folder}/pids"
          until [ -e "{folder}/release" ]; do sleep 0.02; done
          echo after
          echo done >> "{folder}/done"
  next:
    needs: held
    runs-on: self-hosted
    steps:
      - run: echo next
"""


class Held:
    """A server with one run, whose first job waits to be released."""

    def __init__(self, server, repository, outside):
        outside.mkdir()
        self.server, self.repository, self.outside = server, repository, outside
        server.start()
        server.anneal("repo", "add", "demo", str(repository.bare))
        server.anneal("hooks", "install", str(repository.bare))
        repository.commit({".anneal/workflows/recovery.yml": workflow(outside)})
        repository.push()
        wait_until(lambda: self.pids, lambda: f"the job runs\n{server.log}")
        self.run = server.items("/runs")[0]["id"]
        # Not by listening: that no page was ever open matters to one of the tests.
        wait_until(lambda: self.job["state"] == "running", "the server knows that the job runs")

    @property
    def job(self):
        return self.server.jobs(self.run)["held"]

    @property
    def pids(self):
        """Of the step's shell, one for each time that it ran."""
        path = self.outside / "pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def journal(self, attempt=1):
        return self.server.data / f"jobs/{self.job['id']}/{attempt}/journal.ndjson"

    def release(self):
        (self.outside / "release").touch()

    def times_done(self):
        path = self.outside / "done"
        return len(path.read_text().split()) if path.exists() else 0

    def check(self, attempts=1):
        run = self.server.finished_run(self.run)
        assert (run["conclusion"], run["attempt"]) == ("success", 1), run
        assert (self.job["conclusion"], self.job["attempt"]) == ("success", attempts)
        assert self.server.jobs(self.run)["next"]["conclusion"] == "success"
        assert self.server.output(self.job["id"]) == "before 1\nafter\n"
        assert len(self.pids) == attempts
        assert self.times_done() == 1


@pytest.fixture
def held(server, repository, tmp_path):
    outside = tmp_path / "outside"
    yield Held(server(), repository, outside)
    # A step that nobody supervises any more would wait for ever.
    (outside / "release").touch()


def attempt_ended(held, number):
    """Conclusion and reason of an attempt that is over, else None."""
    rows = held.server.rows(
        """
        SELECT attempts.conclusion, attempts.reason FROM attempts JOIN jobs ON jobs.id = attempts.job
        WHERE jobs.key = 'held' AND attempts.number = ? AND attempts.finished_at IS NOT NULL
        """, number)
    return rows[0] if rows else None


def kill_supervisor(held, attempt=1):
    """When it was done."""
    os.kill(supervisor_pid(held.journal(attempt)), signal.SIGKILL)
    return time.monotonic()


def test_a_killed_supervisor_is_lost_within_two_seconds_and_tried_again(held):
    died = kill_supervisor(held)
    conclusion, reason = wait_until(lambda: attempt_ended(held, 1), "the attempt is over")
    assert time.monotonic() - died < 2
    assert conclusion == "lost" and "supervisor" in reason, (conclusion, reason)
    wait_until(lambda: len(held.pids) == 2, lambda: f"the second attempt runs\n{held.server.log}")
    assert held.job["attempt"] == 2
    assert held.server.output(held.job["id"], attempt=1) == "before 1\n"
    held.release()
    held.check(attempts=2)


def test_the_steps_of_a_killed_supervisor_do_not_go_on_beside_the_second_attempt(held):
    first = held.pids[0]
    kill_supervisor(held)
    wait_until(lambda: len(held.pids) == 2, lambda: f"the second attempt runs\n{held.server.log}")
    assert not is_running(first), "the first attempt's step still runs: the job runs twice"
    held.release()
    held.check(attempts=2)


def test_a_supervisor_that_dies_while_the_server_is_dead_is_lost_after_the_restart(held):
    journal = held.journal()
    held.server.kill()
    pid = supervisor_pid(journal)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_running(pid), "the supervisor is gone")
    held.server.start()
    assert wait_until(lambda: attempt_ended(held, 1), "the attempt is over", deadline=5)[0] == "lost"
    wait_until(lambda: len(held.pids) == 2, lambda: f"the second attempt runs\n{held.server.log}")
    held.release()
    held.check(attempts=2)


def test_a_second_loss_is_the_end(held):
    kill_supervisor(held)
    wait_until(lambda: len(held.pids) == 2, lambda: f"the second attempt runs\n{held.server.log}")
    held.server.run_when(lambda _: held.job["state"] == "running", held.run)
    kill_supervisor(held, attempt=2)
    run = held.server.finished_run(held.run)
    assert run["conclusion"] == "failure", run
    assert (held.job["conclusion"], held.job["attempt"]) == ("lost", 2), held.job
    assert held.server.jobs(held.run)["next"]["conclusion"] == "skipped"
    held.release()


def test_terminated_with_a_job_running_and_a_page_open(held):
    step = held.pids[0]
    with held.server.listen(), held.server.listen(f"/live/jobs/{held.job['id']}/log"):
        assert held.server.terminate() < 5
    assert held.server.process.returncode == 0, held.server.log
    assert not (held.server.data / "address").exists(), "nothing listens there any more"
    assert is_running(step), "the job goes on without the server"
    held.server.start()
    assert held.job["state"] == "running"
    assert held.pids == [step]
    held.release()
    held.check()


def test_terminated_and_the_job_ends_before_the_next_server(held):
    journal = held.journal()
    assert held.server.terminate() < 5
    assert held.server.process.returncode == 0, held.server.log
    assert not (held.server.data / "address").exists(), "nothing listens there any more"
    held.release()
    wait_until(lambda: '"finished"' in journal.read_text(), "the supervisor ends the job alone")
    assert held.times_done() == 1
    held.server.start()
    held.check()


def test_only_one_server_has_the_data(held, tmp_path):
    """A second one must leave the first alone, whose jobs it would take over."""
    second = Server(tmp_path)
    second.data = held.server.data
    held_address = (held.server.data / "address").read_text()
    second.start(wait=False)
    assert second.process.wait(30) == 2, second.log
    (held.server.data / "address").write_text(held_address)  # `start` takes away what a killed server left
    assert held.server.is_ready()
    held.release()
    held.check()


def test_a_run_that_cannot_be_read_any_more_ends_and_frees_its_group(held):
    """Whatever came over its rows: nobody waits for ever for it, and the server serves the others."""
    held.server.kill()
    held.release()
    database = sqlite3.connect(held.server.data / "anneal.db")
    with database:
        database.execute("UPDATE workflow_sources SET source = 'jobs: ['")
    database.close()
    held.server.start()
    run = held.server.finished_run(held.run)
    assert run["conclusion"] == "failure", run
    assert "can no longer be read" in run["diagnostics"][0]["message"], run
    assert run["diagnostics"][0]["file"] == ".anneal/workflows/recovery.yml"
    jobs = held.server.jobs(held.run)
    assert {key: job["conclusion"] for key, job in jobs.items()} == {"held": "setup_failure", "next": "setup_failure"}
    assert "can no longer be read" in jobs["next"]["reason"]
    assert held.server.rows("SELECT count(*) FROM attempts WHERE finished_at IS NULL")[0] == (0,)
    assert held.server.rows("SELECT count(*) FROM group_claims")[0] == (0,)
    # Nothing of it stands in the way of the next one, which has the same group.
    held.repository.commit({".anneal/workflows/recovery.yml": workflow(held.outside) + "# another source\n"})
    held.repository.push()
    second = wait_until(lambda: [r for r in held.server.items("/runs") if r["id"] != held.run], "the next run")[0]
    assert held.server.finished_run(second["id"])["conclusion"] == "success"


def test_a_job_that_starts_while_the_server_does_is_told_where_it_listens(server, repository):
    """`--listen HOST:0`: the port of this life is not known before the server listens."""
    one = server()
    one.start()
    one.anneal("repo", "add", "demo", str(repository.bare))
    one.anneal("hooks", "install", str(repository.bare))
    one.terminate()
    one.start(crash_at="job-claimed")
    repository.commit({".anneal/workflows/ci.yml": (
        "on: push\njobs:\n  a: {runs-on: x, steps: [{run: 'echo \"at $ANNEAL_URL and $GITHUB_SERVER_URL\"'}]}\n")})
    repository.push()
    one.wait_for_crash()
    one.start()
    assert one.finished_run()["conclusion"] == "success"
    assert f"at {one.address} and {one.address}\n" in one.output(one.jobs(1)["a"]["id"])
