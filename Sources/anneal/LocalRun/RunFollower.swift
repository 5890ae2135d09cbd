import Core
import Engine
import JobProtocol
import Store

/// Compares a run with what was shown of it, and shows what is new: states, steps, annotations, lines of logs.
///
/// Of a job its beginning comes first and its end last, whatever order they become known in.
struct RunFollower {
    let run: RunID
    let engine: Engine
    private var jobs: [JobID: Shown] = [:]
    private var announced = false

    /// How far an attempt of a job has been shown.
    private struct Shown {
        var attempt = 0
        var state: JobState?
        var hasBegun = false
        var offset = 0
        /// The indices of those whose end was told: steps beside each other end in any order.
        var steps: Set<Int> = []
        /// The sequence of the last annotation.
        var annotation = 0
    }

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
        for row in rows { try await show(row, of: record, on: view) }
        view.update(record, jobs: rows)
        guard record.state == .completed else { return nil }
        view.end(record, jobs: rows)
        return record.conclusion ?? .failure
    }

    private mutating func show(_ job: JobRecord, of run: RunRecord, on view: any RunView) async throws {
        var shown = jobs[job.id] ?? Shown()
        // What an attempt said last may come together with the next one.
        while shown.attempt < job.attempt {
            if shown.attempt > 0 { try await showNews(of: job, isOver: true, &shown, on: view) }
            shown = Shown(attempt: shown.attempt + 1)
        }
        let isNews = shown.state != job.state
        if isNews, job.state != .completed { view.change(of: job, in: run) }
        switch job.state {
        // What a supervisor has written already waits until it is known that the job runs.
        case .blocked, .starting: break
        case .running, .finishing: try await showNews(of: job, isOver: false, &shown, on: view)
        case .ready, .completed: try await showNews(of: job, isOver: true, &shown, on: view)
        }
        if isNews, job.state == .completed { view.change(of: job, in: run) }
        shown.state = job.state
        jobs[job.id] = shown
    }

    /// Shows what an attempt has said since it was last looked at.
    ///
    /// - Parameter isOver: nothing more comes, so that the log's last line may lack its end.
    private func showNews(
        of job: JobRecord, isOver: Bool, _ shown: inout Shown, on view: any RunView
    ) async throws {
        let attempt = shown.attempt
        guard attempt > 0 else { return }
        let (id, last) = (job.id, shown.annotation)
        let (steps, annotations) = try await engine.store.read { reader in
            var annotations: [AnnotationRecord] = []
            while case let page = try reader.annotations(
                job: id, attempt: attempt, after: annotations.last?.sequence ?? last), !page.isEmpty
            {
                annotations += page
            }
            return (try reader.steps(job: id, attempt: attempt).filter { $0.outcome != nil }, annotations)
        }
        // Read after the rows, so that what a step printed is there when its end is told.
        var lines = try lines(of: job, isOver: isOver, &shown)
        if !shown.hasBegun, !isOver || !lines.isEmpty || !steps.isEmpty {
            shown.hasBegun = true
            view.begin(job)
        }
        while !lines.isEmpty {
            view.log(lines, of: job)
            lines = try self.lines(of: job, isOver: isOver, &shown)
        }
        for annotation in annotations { view.show(annotation.annotation, of: job) }
        for step in steps where shown.steps.insert(step.index).inserted { view.end(step, of: job) }
        shown.annotation = annotations.last?.sequence ?? last
    }

    /// The next lines of the log: whole ones only, as several jobs share the screen.
    private func lines(of job: JobRecord, isOver: Bool, _ shown: inout Shown) throws -> [UInt8] {
        guard let reader = try LogReader(engine.directory(of: job.id, attempt: shown.attempt)) else { return [] }
        let bytes = try reader.bytes(in: shown.offset..<shown.offset + (256 << 10))
        guard
            let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 })
                ?? (isOver && !bytes.isEmpty ? bytes.count : nil)
        else { return [] }
        shown.offset += end
        return Array(bytes[..<end])
    }
}
