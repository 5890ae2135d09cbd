extension Schema {
    /// Tokens of jobs that run: a token is known by its digest alone, and goes with its attempt.
    static let tokens = """
        CREATE TABLE job_tokens (
            digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
            job INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            permissions TEXT NOT NULL CHECK (json_valid(permissions) AND json_type(permissions) = 'object'),
            created_at INTEGER NOT NULL,
            FOREIGN KEY (job, attempt) REFERENCES attempts ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX job_tokens_by_attempt ON job_tokens (job, attempt);
        """
}
