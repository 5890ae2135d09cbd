extension Schema {
    /// Lists of runs are filtered by any of workflow, ref and conclusion: each combination has its index
    /// (`Reader+RunLists.swift` chooses), so that a rare run is found among a million without reading over the others.
    static let runs = """
        CREATE TABLE run_counters (
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            workflow_path TEXT NOT NULL,
            last_number INTEGER NOT NULL CHECK (last_number >= 1),
            PRIMARY KEY (repository, workflow_path)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            number INTEGER NOT NULL CHECK (number >= 1),
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            workflow_path TEXT NOT NULL CHECK (workflow_path <> ''),
            workflow_name TEXT NOT NULL,
            name TEXT NOT NULL,
            event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
            ref TEXT,
            sha TEXT CHECK (length(sha) IN (40, 64) AND sha NOT GLOB '*[^0-9a-f]*'),
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed')),
            conclusion TEXT CHECK (conclusion IN (
                'success', 'warning', 'failure', 'timed_out', 'cancelled', 'skipped', 'lost', 'setup_failure')),
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            seed INTEGER NOT NULL CHECK (seed BETWEEN 0 AND 4294967295),
            diagnostics TEXT NOT NULL CHECK (json_valid(diagnostics) AND json_type(diagnostics) = 'array'),
            reason TEXT,
            concurrency_group TEXT CHECK (concurrency_group <> ''),
            cancel_requested_at INTEGER,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            UNIQUE (repository, workflow_path, number),
            CHECK ((state = 'completed') = (conclusion IS NOT NULL)),
            CHECK ((state = 'completed') = (finished_at IS NOT NULL)),
            CHECK (state <> 'running' OR started_at IS NOT NULL)
        ) STRICT;
        CREATE INDEX runs_open ON runs (repository) WHERE state <> 'completed';
        CREATE INDEX runs_by_state ON runs (state) WHERE state <> 'completed';
        CREATE INDEX runs_by_event ON runs (event);
        CREATE INDEX runs_by_repository ON runs (repository);
        CREATE INDEX runs_by_workflow ON runs (repository, workflow_path);
        CREATE INDEX runs_by_ref ON runs (repository, ref);
        CREATE INDEX runs_by_workflow_ref ON runs (repository, workflow_path, ref);
        CREATE INDEX runs_by_conclusion ON runs (repository, conclusion) WHERE conclusion IS NOT NULL;
        CREATE INDEX runs_by_workflow_conclusion ON runs (repository, workflow_path, conclusion)
            WHERE conclusion IS NOT NULL;
        CREATE INDEX runs_by_ref_conclusion ON runs (repository, ref, conclusion) WHERE conclusion IS NOT NULL;
        CREATE INDEX runs_by_workflow_ref_conclusion ON runs (repository, workflow_path, ref, conclusion)
            WHERE conclusion IS NOT NULL;

        CREATE TABLE workflow_sources (
            digest TEXT NOT NULL PRIMARY KEY CHECK (digest <> ''),
            source TEXT NOT NULL
        ) STRICT;

        CREATE TABLE run_plans (
            run INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
            workflow_source TEXT NOT NULL REFERENCES workflow_sources,
            plan TEXT NOT NULL CHECK (json_valid(plan))
        ) STRICT;
        CREATE INDEX run_plans_by_source ON run_plans (workflow_source);

        CREATE TABLE run_callees (
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            callee TEXT NOT NULL CHECK (callee <> ''),
            path TEXT NOT NULL CHECK (path <> ''),
            workflow_source TEXT NOT NULL REFERENCES workflow_sources,
            PRIMARY KEY (run, callee)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX run_callees_by_source ON run_callees (workflow_source);

        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
            run INTEGER REFERENCES runs ON DELETE SET NULL,
            workflow TEXT,
            verdict TEXT NOT NULL CHECK (verdict IN (
                'matched', 'filtered', 'invalid', 'ignored', 'duplicate', 'refused')),
            reason TEXT NOT NULL,
            rule TEXT,
            line INTEGER CHECK (line >= 1),
            column_number INTEGER CHECK (column_number >= 1),
            CHECK ((line IS NULL) = (column_number IS NULL)),
            CHECK (run IS NULL OR workflow IS NOT NULL)
        ) STRICT;
        CREATE INDEX decisions_by_event ON decisions (event);
        CREATE INDEX decisions_by_run ON decisions (run) WHERE run IS NOT NULL;
        """
}
