extension Schema {
    /// What came in, and what it meant. Large columns are the last ones, so that lists do not read over them.
    static let intake = """
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind <> ''),
            source TEXT NOT NULL CHECK (source IN (
                'delivery', 'watcher', 'request', 'replay', 'run', 'schedule')),
            source_id INTEGER,
            ref TEXT,
            before_sha TEXT CHECK (length(before_sha) IN (40, 64) AND before_sha NOT GLOB '*[^0-9a-f]*'),
            after_sha TEXT CHECK (length(after_sha) IN (40, 64) AND after_sha NOT GLOB '*[^0-9a-f]*'),
            actor TEXT NOT NULL,
            workflow TEXT,
            chain INTEGER NOT NULL CHECK (chain >= 0),
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('received', 'decided', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            error TEXT,
            decided_at INTEGER,
            -- NULL: the body of the delivery that told of it.
            payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
            CHECK (payload IS NOT NULL OR source = 'delivery'),
            CHECK ((source IN ('delivery', 'replay', 'run')) = (source_id IS NOT NULL)),
            CHECK ((state = 'decided') = (decided_at IS NOT NULL)),
            CHECK (state <> 'failed' OR error IS NOT NULL)
        ) STRICT;
        CREATE INDEX events_by_repository ON events (repository);
        CREATE INDEX events_undecided ON events (repository, id) WHERE state = 'received';
        CREATE INDEX events_moves ON events (repository, ref)
            WHERE kind = 'push' AND source IN ('delivery', 'watcher');
        CREATE INDEX events_lives ON events (repository, ref)
            WHERE kind IN ('create', 'delete') AND source IN ('delivery', 'watcher');

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            forge TEXT NOT NULL CHECK (forge <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            repository INTEGER REFERENCES repositories ON DELETE CASCADE,
            kind TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'ignored', 'invalid', 'duplicate')),
            detail TEXT,
            event INTEGER REFERENCES events ON DELETE SET NULL,
            received_at INTEGER NOT NULL,
            headers TEXT NOT NULL CHECK (json_valid(headers)),
            body BLOB NOT NULL,
            CHECK (event IS NULL OR verdict IN ('accepted', 'duplicate'))
        ) STRICT;
        -- Of a delivery that could not be read another may come under the same name, once its sender has mended it.
        CREATE UNIQUE INDEX deliveries_by_name ON deliveries (forge, name, ifnull(repository, 0))
            WHERE verdict <> 'invalid';
        CREATE INDEX deliveries_by_repository ON deliveries (repository);
        CREATE INDEX deliveries_by_event ON deliveries (event) WHERE event IS NOT NULL;
        """
}
