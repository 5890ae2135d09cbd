public import Core
import GRDB
import JobProtocol

extension Reader {
    private static let attemptColumns = """
        SELECT job, number, run_attempt, conclusion, reason, exit_code, host, deployment, sequence, journal_offset, created_at,
            started_at, finished_at
        FROM attempts
        """

    public func attempt(_ number: Int, of job: JobID) throws -> AttemptRecord? {
        try first(
            Self.attemptColumns + " WHERE job = ? AND number = ?", [job.rawValue, number], AttemptRecord.init(row:))
    }

    /// The first one first.
    public func attempts(of job: JobID) throws -> [AttemptRecord] {
        try all(Self.attemptColumns + " WHERE job = ? ORDER BY number", [job.rawValue], AttemptRecord.init(row:))
    }

    /// The newest first.
    ///
    /// - Parameter cursor: the number of the last one of the page before.
    public func attempts(of job: JobID, before cursor: Int, limit: Int) throws -> [AttemptRecord] {
        try all(
            Self.attemptColumns + " WHERE job = ? AND number < ? ORDER BY number DESC LIMIT ?",
            [job.rawValue, cursor, Self.page(limit)], AttemptRecord.init(row:))
    }

    /// In their order.
    public func steps(job: JobID, attempt: Int) throws -> [StepRecord] {
        try all(
            """
            SELECT job, attempt, position, name, outcome, conclusion, exit_code, signal, reason, trace,
                started_at, finished_at
            FROM steps WHERE job = ? AND attempt = ? ORDER BY position
            """, [job.rawValue, attempt], StepRecord.init(row:))
    }

    /// In the order they were made.
    ///
    /// - Parameter cursor: the sequence of the last one of the page before.
    public func annotations(
        job: JobID, attempt: Int, after cursor: Int = 0, limit: Int = Reader.largestPage
    ) throws -> [AnnotationRecord] {
        try all(
            """
            SELECT job, attempt, sequence, level, message, title, file, line, end_line, column_number, end_column, step
            FROM annotations WHERE job = ? AND attempt = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """, [job.rawValue, attempt, cursor, Self.page(limit)], AnnotationRecord.init(row:))
    }
}

extension AttemptRecord {
    init(row: Row) throws {
        let host: HostFacts? = try row.optional("host", as: String.self) == nil ? nil : row.json("host")
        let deployment: Deployment? =
            try row.optional("deployment", as: String.self) == nil ? nil : row.json("deployment")
        self.init(
            job: try row.id("job"), number: try row.value("number"), runAttempt: try row.value("run_attempt"),
            conclusion: try row.optionalChoice("conclusion"), reason: try row.optional("reason"),
            exitCode: try row.optional("exit_code"), host: host, deployment: deployment,
            sequence: try row.value("sequence"),
            journalOffset: try row.value("journal_offset"), createdAt: try row.time("created_at"),
            startedAt: try row.optionalTime("started_at"), finishedAt: try row.optionalTime("finished_at"))
    }
}

extension StepRecord {
    init(row: Row) throws {
        self.init(
            job: try row.id("job"), attempt: try row.value("attempt"), index: try row.value("position"),
            name: try row.value("name"), outcome: try row.optionalChoice("outcome"),
            conclusion: try row.optionalChoice("conclusion"), exitCode: try row.optional("exit_code"),
            signal: try row.optional("signal"), reason: try row.optional("reason"),
            trace: try row.optional("trace", as: String.self) == nil ? nil : row.json("trace"),
            startedAt: try row.time("started_at"), finishedAt: try row.optionalTime("finished_at"))
    }
}

extension AnnotationRecord {
    init(row: Row) throws {
        self.init(
            job: try row.id("job"), attempt: try row.value("attempt"), sequence: try row.value("sequence"),
            annotation: Annotation(
                level: try row.choice("level"), message: try row.value("message"), title: try row.optional("title"),
                file: try row.optional("file"), line: try row.optional("line"), endLine: try row.optional("end_line"),
                column: try row.optional("column_number"), endColumn: try row.optional("end_column"),
                step: try row.value("step")))
    }
}
