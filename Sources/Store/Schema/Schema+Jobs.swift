extension Schema {
    static let jobs = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            key TEXT NOT NULL CHECK (key <> ''),
            job_id TEXT NOT NULL CHECK (job_id <> ''),
            name TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            state TEXT NOT NULL CHECK (state IN (
                'blocked', 'ready', 'starting', 'running', 'finishing', 'completed')),
            conclusion TEXT CHECK (conclusion IN (
                'success', 'warning', 'failure', 'timed_out', 'cancelled', 'skipped', 'lost', 'setup_failure')),
            attempt INTEGER NOT NULL CHECK (attempt >= 0),
            retries INTEGER NOT NULL CHECK (retries >= 0),
            tier TEXT,
            definition TEXT NOT NULL,
            reason TEXT,
            cancel_reason TEXT,
            concurrency_group TEXT,
            continue_on_error INTEGER NOT NULL CHECK (continue_on_error IN (0, 1)),
            is_template INTEGER NOT NULL CHECK (is_template IN (0, 1)),
            is_call INTEGER NOT NULL CHECK (is_call IN (0, 1)),
            ready_at INTEGER,
            not_before INTEGER,
            started_at INTEGER,
            finished_at INTEGER,
            outputs TEXT NOT NULL CHECK (json_valid(outputs) AND json_type(outputs) = 'object'),
            trace TEXT CHECK (trace IS NULL OR json_valid(trace)),
            planned TEXT NOT NULL CHECK (json_valid(planned)),
            UNIQUE (run, key),
            CHECK ((state = 'completed') = (conclusion IS NOT NULL)),
            CHECK ((state = 'completed') = (finished_at IS NOT NULL)),
            CHECK (state NOT IN ('starting', 'running', 'finishing') OR attempt >= 1 OR is_call = 1 AND state = 'running'),
            CHECK (is_call = 0 OR attempt = 0),
            CHECK (cancel_reason IS NULL OR state IN ('starting', 'running', 'finishing')),
            CHECK (state <> 'ready' OR ready_at IS NOT NULL),
            CHECK (state NOT IN ('blocked', 'ready') OR started_at IS NULL)
        ) STRICT;
        CREATE INDEX jobs_ready ON jobs (run, position) WHERE state = 'ready';
        CREATE INDEX jobs_waiting ON jobs (not_before) WHERE state = 'ready' AND not_before IS NOT NULL;
        CREATE INDEX jobs_open ON jobs (run)
            WHERE state IN ('starting', 'running', 'finishing') AND is_call = 0;
        CREATE INDEX jobs_by_state ON jobs (state) WHERE state <> 'completed' AND is_call = 0;

        CREATE TABLE attempts (
            job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            run_attempt INTEGER NOT NULL CHECK (run_attempt >= 1),
            conclusion TEXT CHECK (conclusion IN (
                'success', 'warning', 'failure', 'timed_out', 'cancelled', 'skipped', 'lost', 'setup_failure')),
            reason TEXT,
            exit_code INTEGER,
            host TEXT CHECK (host IS NULL OR json_valid(host)),
            deployment TEXT CHECK (deployment IS NULL OR json_valid(deployment)),
            sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
            journal_offset INTEGER NOT NULL DEFAULT 0 CHECK (journal_offset >= 0),
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            PRIMARY KEY (job, number),
            CHECK ((conclusion IS NULL) = (finished_at IS NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE steps (
            job INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            outcome TEXT CHECK (outcome IN (
                'success', 'warning', 'failure', 'timed_out', 'cancelled', 'skipped', 'lost', 'setup_failure')),
            conclusion TEXT CHECK (conclusion IN (
                'success', 'warning', 'failure', 'timed_out', 'cancelled', 'skipped', 'lost', 'setup_failure')),
            exit_code INTEGER,
            signal INTEGER,
            reason TEXT,
            trace TEXT CHECK (trace IS NULL OR json_valid(trace)),
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            PRIMARY KEY (job, attempt, position),
            FOREIGN KEY (job, attempt) REFERENCES attempts ON DELETE CASCADE,
            CHECK ((conclusion IS NULL) = (finished_at IS NULL)),
            CHECK ((outcome IS NULL) = (finished_at IS NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE annotations (
            job INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'notice')),
            message TEXT NOT NULL,
            title TEXT,
            file TEXT,
            line INTEGER,
            end_line INTEGER,
            column_number INTEGER,
            end_column INTEGER,
            step INTEGER NOT NULL CHECK (step >= 0),
            PRIMARY KEY (job, attempt, sequence),
            FOREIGN KEY (job, attempt) REFERENCES attempts ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE passes (
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            workflow_path TEXT NOT NULL,
            job_key TEXT NOT NULL,
            definition TEXT NOT NULL,
            ref TEXT NOT NULL,
            commit_sha TEXT NOT NULL CHECK (length(commit_sha) IN (40, 64) AND commit_sha NOT GLOB '*[^0-9a-f]*'),
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            passed_at INTEGER NOT NULL,
            PRIMARY KEY (repository, workflow_path, job_key, definition, ref)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX passes_by_run ON passes (run);
        """
}
