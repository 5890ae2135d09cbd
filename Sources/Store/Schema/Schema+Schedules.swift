extension Schema {
    /// Times of `on.schedule`: how far each schedule has been gone through, and what became of each time.
    static let schedules = """
        CREATE TABLE schedules (
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            workflow TEXT NOT NULL CHECK (workflow <> ''),
            cron TEXT NOT NULL CHECK (cron <> ''),
            timezone TEXT NOT NULL CHECK (timezone <> ''),
            considered_until INTEGER NOT NULL,
            PRIMARY KEY (repository, workflow, cron, timezone)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE due_times (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            workflow TEXT NOT NULL CHECK (workflow <> ''),
            cron TEXT NOT NULL CHECK (cron <> ''),
            timezone TEXT NOT NULL CHECK (timezone <> ''),
            due_at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('fired', 'late', 'missed')),
            reason TEXT,
            event INTEGER REFERENCES events ON DELETE SET NULL,
            decided_at INTEGER NOT NULL,
            UNIQUE (repository, workflow, cron, timezone, due_at),
            CHECK ((outcome = 'missed') = (reason IS NOT NULL)),
            CHECK (outcome <> 'missed' OR event IS NULL)
        ) STRICT;
        CREATE INDEX due_times_by_repository ON due_times (repository);
        CREATE INDEX due_times_by_event ON due_times (event) WHERE event IS NOT NULL;
        """
}
