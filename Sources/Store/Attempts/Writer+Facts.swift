public import Core
import GRDB
public import JobProtocol

extension Writer {
    /// Writes what a journal says about an attempt. Facts that have been written before are skipped, so that a journal
    /// may be read again from anywhere.
    ///
    /// - Parameter offset: where to read on, in bytes.
    /// - Returns: the facts that were new, in order.
    /// - Throws: `notFound`; `conflict` when a fact between the stored ones and `facts` is missing.
    public func record(facts: [JobFact], job: JobID, attempt: Int, offset: Int64) throws -> [JobFact] {
        let stored: Int? = try first(
            "SELECT sequence FROM attempts WHERE job = ? AND number = ?", [job.rawValue, attempt]
        ) { try $0.value("sequence") }
        guard var sequence = stored else { throw StoreError(.notFound, "job \(job) has no attempt \(attempt)") }
        var new: [JobFact] = []
        for fact in facts where fact.sequence > sequence {
            guard fact.sequence == sequence + 1 else {
                throw StoreError(
                    .conflict,
                    "the journal of job \(job), attempt \(attempt), has fact \(fact.sequence) after fact \(sequence)")
            }
            try write(fact, job: job, attempt: attempt)
            sequence = fact.sequence
            new.append(fact)
        }
        guard !new.isEmpty else { return [] }
        try execute(
            "UPDATE attempts SET sequence = ?, journal_offset = max(journal_offset, ?) WHERE job = ? AND number = ?",
            [sequence, offset, job.rawValue, attempt])
        return new
    }

    private func write(_ fact: JobFact, job: JobID, attempt: Int) throws {
        let at = fact.at.milliseconds
        switch fact.what {
        case .started(_, let host):
            try execute(
                "UPDATE attempts SET started_at = ?, host = ? WHERE job = ? AND number = ?",
                [at, try JSONText.encode(host), job.rawValue, attempt])
            // The check in the schema: a job that was put back, or is over, does not start any more.
            try execute(
                """
                UPDATE jobs SET started_at = ? WHERE id = ? AND attempt = ?
                    AND state IN ('starting', 'running', 'finishing')
                """, [at, job.rawValue, attempt])
        case .stepStarted(let index, let name):
            try execute(
                """
                INSERT INTO steps (job, attempt, position, name, started_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET name = excluded.name
                """, [job.rawValue, attempt, index, name, at])
        case .stepFinished(let result):
            try write(result, at: fact.at, job: job, attempt: attempt)
        case .annotation(let annotation):
            try write(annotation, sequence: fact.sequence, job: job, attempt: attempt)
        case .stepsFinished: break
        case .deployment(let deployment):
            try execute(
                "UPDATE attempts SET deployment = ? WHERE job = ? AND number = ?",
                [try JSONText.encode(deployment), job.rawValue, attempt])
        case .finished(let conclusion, _, let reason, let exitCode):
            try finish(job, attempt, conclusion, reason: reason, exitCode: exitCode, at: fact.at)
        }
    }

    /// A step that was skipped has finished without having started.
    private func write(_ result: StepResult, at: Timestamp, job: JobID, attempt: Int) throws {
        try execute(
            """
            INSERT INTO steps
                (job, attempt, position, name, outcome, conclusion, exit_code, signal, reason, trace,
                started_at, finished_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET outcome = excluded.outcome, conclusion = excluded.conclusion,
                exit_code = excluded.exit_code, signal = excluded.signal, reason = excluded.reason,
                trace = excluded.trace, finished_at = excluded.finished_at
            """,
            [
                job.rawValue, attempt, result.index, result.name, result.outcome.rawValue, result.conclusion.rawValue,
                result.exitCode, result.signal, result.reason, try result.trace.map { try JSONText.encode($0) },
                at.milliseconds, at.milliseconds
            ])
    }

    private func write(_ annotation: Annotation, sequence: Int, job: JobID, attempt: Int) throws {
        try execute(
            """
            INSERT INTO annotations
                (job, attempt, sequence, level, message, title, file, line, end_line, column_number, end_column, step)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                job.rawValue, attempt, sequence, annotation.level.rawValue, annotation.message, annotation.title,
                annotation.file, annotation.line, annotation.endLine, annotation.column, annotation.endColumn,
                annotation.step
            ])
    }
}
