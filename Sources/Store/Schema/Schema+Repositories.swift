extension Schema {
    static let repositories = """
        CREATE TABLE repositories (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL CONSTRAINT repository_name UNIQUE,
            url TEXT NOT NULL CHECK (url <> ''),
            forge TEXT NOT NULL CHECK (forge <> ''),
            webhook_secret TEXT CHECK (webhook_secret <> ''),
            credential TEXT CHECK (credential <> ''),
            workflows_directory TEXT NOT NULL CHECK (workflows_directory <> ''),
            default_branch TEXT,
            fetched_at INTEGER,
            fetch_error TEXT,
            created_at INTEGER NOT NULL,
            CONSTRAINT repository_name_rule CHECK (
                length(name) BETWEEN 1 AND 200
                AND name GLOB '[A-Za-z0-9]*' AND name NOT GLOB '*[^A-Za-z0-9._/-]*'
                AND name NOT GLOB '*..*' AND name NOT GLOB '*//*' AND name NOT GLOB '*/' AND name NOT GLOB '*/.*')
        ) STRICT;

        CREATE TABLE refs (
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            name TEXT NOT NULL,
            sha TEXT NOT NULL CHECK (length(sha) IN (40, 64) AND sha NOT GLOB '*[^0-9a-f]*'),
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (repository, name)
        ) STRICT, WITHOUT ROWID;
        """
}
