import Core
import Foundation
import Git
import Logging
import Store

/// Compares the refs there are with the refs we know, at start and on a timer, and makes the events no hook told of.
///
/// Hooks are hints, git is the truth. Folds every move between two looks into one event, as nobody can know more.
struct RefWatcher: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue
    let events: EventProcessor
    let feed: ChangeFeed
    let time: any TimeSource
    let logger: Logger
    private let quiet = QuietRepositories()

    init(
        store: Store, catalogue: RepositoryCatalogue, events: EventProcessor, feed: ChangeFeed, time: any TimeSource,
        logger: Logger
    ) {
        self.store = store
        self.catalogue = catalogue
        self.events = events
        self.feed = feed
        self.time = time
        self.logger = logger
    }

    /// - Returns: how many events it made.
    @discardableResult
    func reconcile(_ repository: RepositoryRecord) async throws -> Int {
        let state = try await Mirror.remoteReferences(repository.url, credentials: repository.gitCredentials)
        let actual = state.references.mapValues(\.object)
        // Nothing has moved in most looks, and then nobody needs to wait for the one who may write.
        let now = time.now()
        guard try await store.read({ try $0.knownRefs(repository.id) }) != actual else {
            await quiet.settle(repository.id, at: now)
            return 0
        }
        let spool = catalogue.spoolPath(repository.id) + "/new"
        let made = try await store.write { writer -> [EventID] in
            // Hooks know every step of the way, we only where it led: what they left is taken in first.
            guard (try? FileManager.default.contentsOfDirectory(atPath: spool).isEmpty) ?? true else { return [] }
            let known = try writer.knownRefs(repository.id)
            var made: [EventID] = []
            for ref in Set(known.keys).union(actual.keys).sorted(by: { $0.name < $1.name }) {
                let before = known[ref]
                let after = actual[ref]
                guard before != after else { continue }
                let push = Event(
                    kind: .push, repository: repository.id, source: .watcher, ref: ref, before: before, after: after,
                    actor: "",
                    payload: PushPayload.make(
                        repository: repository, ref: ref, before: before, after: after, head: nil),
                    receivedAt: now)
                if case .new(let id) = try writer.insertEvent(push) { made.append(id) }
                try writer.setRef(repository.id, ref, after, at: now)
            }
            return made
        }
        guard !made.isEmpty else { return 0 }
        logger.info(
            "refs moved without a hook", metadata: ["repository": "\(repository.name)", "events": "\(made.count)"])
        for id in made { feed.publish(.event(id)) }
        events.wake()
        return made.count
    }

    func run(localInterval: Duration, remoteInterval: Duration) async {
        var due: [RepositoryID: Timestamp] = [:]
        while !Task.isCancelled {
            let all = catalogue.all
            let now = time.now()
            let waiting = all.filter { (due[$0.id] ?? now) <= now }
            for repository in waiting {
                due[repository.id] = now + (repository.isLocal ? localInterval : remoteInterval)
            }
            await quiet.forget(allBut: Set(all.map(\.id)))
            for repository in await quiet.restless(among: waiting, at: now) {
                do {
                    try await reconcile(repository)
                } catch {
                    logger.warning(
                        "refs cannot be read", metadata: ["repository": "\(repository.name)", "error": "\(error)"])
                }
            }
            // A second is the finest interval that can be configured.
            do { try await time.sleep(for: .seconds(1)) } catch { return }
        }
    }
}
