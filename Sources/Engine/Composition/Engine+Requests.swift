public import Core
import Git
public import JobProtocol
import OrderedCollections
public import Planning
public import Store

extension Engine {
    /// Stores an event and lets it be decided.
    public func submit(_ event: Event) async throws -> EventID {
        let outcome = try await store.write(durable: true) { try $0.insertEvent(event) }
        CrashPoint.eventStored.reach()
        feed.publish(.event(outcome.id))
        events.wake()
        return outcome.id
    }

    /// The same event once more, decided by the workflows as they are at its commit.
    public func replay(_ id: EventID) async throws -> EventID {
        guard let record = try await store.read({ try $0.event(id) }) else {
            throw EngineError(.notFound, "no event \(id)")
        }
        var event = record.event
        event.source = .replay(id)
        event.receivedAt = time.now()
        return try await submit(event)
    }

    /// What an event would start, without starting it.
    public func preview(_ event: Event) async throws -> Plan {
        guard let repository = catalogue.record(event.repository) else {
            throw EngineError(.notFound, "no such repository")
        }
        return try await reader.read(event, in: repository).plan
    }

    public func cancel(_ run: RunID) async throws { try await coordinator.cancel(run) }

    /// - Throws: ``EngineError`` `notFound`, or `conflict` when the run is not over, nothing failed, or jobs have run it
    ///   again often enough.
    public func rerun(_ run: RunID, onlyFailed: Bool, by requester: Requester = .person("api")) async throws {
        var limit: Int?
        if case .job = requester { limit = RunAnnouncer.longestChain }
        try await coordinator.rerun(run, onlyFailed: onlyFailed, atMost: limit)
    }

    /// Looks at a repository's refs now instead of at the next tick.
    public func reconcile(_ repository: RepositoryRecord) async throws -> Int { try await refs.reconcile(repository) }

    public func directory(of job: JobID, attempt: Int) -> JobDirectory {
        JobDirectory(root: configuration.data.jobs, job: job, attempt: attempt)
    }

    /// Tells when a file (a log, say) grows. The stream ends with the feed, or when the file cannot be watched.
    public func growth(of path: String) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        do {
            let watch = try watcher.watch(path, .modified) { continuation.yield() }
            continuation.onTermination = { [watcher] _ in watcher.remove(watch) }
        } catch {
            continuation.finish()
        }
        return stream
    }
}
