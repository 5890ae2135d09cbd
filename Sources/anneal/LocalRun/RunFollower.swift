import Core
import Engine
import JobProtocol
import Store

/// Compares a run with what was shown of it, and shows what is new: states, steps, lines of logs.
struct RunFollower {
    let run: RunID
    let engine: Engine
    private var jobs: [JobID: (state: JobState, attempt: Int, steps: Int)] = [:]
    private var offsets: [String: Int] = [:]
    private var announced = false

    init(run: RunID, engine: Engine) {
        self.run = run
        self.engine = engine
    }

    /// - Returns: the conclusion, when the run is over and everything has been shown.
    mutating func show(on view: any RunView) async throws -> Conclusion? {
        let id = run
        guard
            let (record, rows) = try await engine.store.read({ reader in
                try reader.run(id).map { ($0, try reader.jobs(of: id).filter { !$0.isReplaced }) }
            })
        else { return .cancelled }
        if !announced {
            announced = true
            view.begin(record)
        }
        for row in rows {
            let steps = try await engine.store.read { try $0.steps(job: row.id, attempt: row.attempt) }
            try showLog(of: row, on: view)
            let before = jobs[row.id]
            if before?.state != row.state || before?.attempt != row.attempt {
                view.change(of: row, in: record, steps: steps)
            }
            jobs[row.id] = (row.state, row.attempt, steps.count)
        }
        view.update(record, jobs: rows)
        guard record.state == .completed else { return nil }
        view.end(record, jobs: rows)
        return record.conclusion ?? .failure
    }

    private mutating func showLog(of job: JobRecord, on view: any RunView) throws {
        guard job.attempt > 0 else { return }
        let directory = engine.directory(of: job.id, attempt: job.attempt)
        guard let reader = try LogReader(directory) else { return }
        var offset = offsets[directory.path] ?? 0
        while true {
            let bytes = try reader.bytes(in: offset..<offset + (256 << 10))
            let isLast = job.state == .completed
            // Whole lines only, as several jobs share the screen; the last one may lack its end.
            guard
                let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 })
                    ?? (isLast && !bytes.isEmpty ? bytes.count : nil)
            else { break }
            view.log(Array(bytes[..<end]), of: job)
            offset += end
        }
        offsets[directory.path] = offset
    }
}
