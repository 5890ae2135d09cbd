extension Schema {
    /// Who is in a concurrency group, as long as it is: one that holds it, and those that wait. The first index is the rule.
    static let concurrency = """
        CREATE TABLE group_claims (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            group_key TEXT NOT NULL CHECK (group_key <> ''),
            run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
            job INTEGER REFERENCES jobs ON DELETE CASCADE,
            state TEXT NOT NULL CHECK (state IN ('holding', 'waiting')),
            end_reason TEXT CHECK (end_reason <> ''),
            requested_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX group_claims_holder ON group_claims (repository, group_key) WHERE state = 'holding';
        CREATE INDEX group_claims_waiting ON group_claims (repository, group_key, id)
            WHERE state = 'waiting' AND end_reason IS NULL;
        CREATE UNIQUE INDEX group_claims_of_run ON group_claims (run) WHERE job IS NULL;
        CREATE UNIQUE INDEX group_claims_of_job ON group_claims (job) WHERE job IS NOT NULL;
        CREATE INDEX group_claims_by_run ON group_claims (run);
        CREATE INDEX group_claims_ending ON group_claims (id) WHERE end_reason IS NOT NULL;
        """
}
