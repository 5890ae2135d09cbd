"""A long history, made quickly: a few real runs, whose rows are then multiplied in the database.

Nothing here knows the columns. A row's own id, and every reference to a multiplied row, is shifted by the same amount, as
the database's own description of its foreign keys says; so the copies hang together as the originals do.
"""

import sqlite3

from bench import Repository, Server

WORKFLOW = """\
on:
  workflow_dispatch:
    inputs:
      ends: {type: string, default: '0'}
jobs:
  test:
    runs-on: any
    steps:
      - run: echo test
      - run: exit ${{ inputs.ends }}
  train:
    needs: test
    runs-on: any
    steps:
      - run: echo train
"""

#: What one run is made of.
TABLES = ["events", "runs", "run_plans", "decisions", "jobs", "attempts", "steps", "annotations"]
REAL_RUNS = 20


class History:
    repository = "weather"
    workflow = ".anneal/workflows/ci.yml"

    def __init__(self, folder, runs):
        folder.mkdir(exist_ok=True)
        self.runs = runs
        self.server = Server(folder)
        source = Repository(folder, {self.workflow: WORKFLOW})
        with self.server as server:
            server.add(self.repository, source.bare)
            events = [
                server.dispatch(self.repository, self.workflow, ends="1" if number % 4 == 0 else "0")
                for number in range(REAL_RUNS)]
            for event in events:
                server.finished(event)
            self.job = server.api("GET", f"/runs/{server.runs_of(events[1])[0]['id']}/jobs")["items"][0]["id"]
        database = sqlite3.connect(server.data / "anneal.db", isolation_level=None)
        multiply(database, runs)
        self.last_run = database.execute("SELECT max(id) FROM runs").fetchone()[0]
        self.last_event = database.execute("SELECT max(id) FROM events").fetchone()[0]
        database.close()

    @property
    def megabytes(self):
        return (self.server.data / "anneal.db").stat().st_size / 1e6


def multiply(database, runs):
    there = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    tables = [table for table in TABLES if table in there]
    spans = {
        table: database.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        for table in tables if has_id(database, table)}
    # A run's number counts for its workflow; it is the one column that has to differ without being a reference.
    numbers = database.execute("SELECT max(number) FROM runs").fetchone()[0]
    copies = -(-runs // REAL_RUNS) - 1
    # Losing this database in a power cut is no loss.
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("BEGIN")
    database.execute("CREATE TEMP TABLE copies AS WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n"
                     f" WHERE k < {copies}) SELECT k FROM n")
    for table in tables:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        shifts = {column: span(database, table, column, spans) for column in columns}
        if table == "runs":
            shifts["number"] = numbers
        values = ", ".join(
            f"o.{column} + k * {shifts[column]}" if shifts[column] else f"o.{column}" for column in columns)
        database.execute(f"CREATE TEMP TABLE originals AS SELECT * FROM {table}")
        database.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM copies CROSS JOIN originals o ORDER BY k")
        database.execute("DROP TABLE originals")
    database.execute("UPDATE run_counters SET last_number = (SELECT max(number) FROM runs)")
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    assert not broken, f"copies that hang in the air: {broken[:3]}"


def has_id(database, table):
    return any(row[1] == "id" and row[5] for row in database.execute(f"PRAGMA table_info({table})"))


def span(database, table, column, spans):
    """By how much a column of a copy differs, a copy; 0 = not at all."""
    if column == "id" and table in spans:
        return spans[table]
    for row in database.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        parent, child_column, parent_column = row[2], row[3], row[4]
        if child_column != column:
            continue
        if parent in spans:
            return spans[parent]
        if parent_column is None:  # of a primary key, in its order
            keys = [info[1] for info in sorted(
                (info for info in database.execute(f"PRAGMA table_info({parent})") if info[5]), key=lambda info: info[5])]
            parent_column = keys[row[1]] if row[1] < len(keys) else None
        if parent in TABLES and parent_column:
            return span(database, parent, parent_column, spans)
    return 0
