import Actions
public import Core
public import Executors
public import Logging
public import Store

/// Everything between an event and its verdict, put together. The server, and `anneal run` without a server, both own one.
public final class Engine: Sendable {
    public let configuration: EngineConfiguration
    public let store: Store
    public let feed: ChangeFeed
    public let catalogue: RepositoryCatalogue
    public let intake: Intake
    public let reader: EventReader

    let library: ActionLibrary
    let time: any TimeSource
    let logger: Logger
    let watcher: FileWatcher
    let coordinator: Coordinator
    let events: EventProcessor
    let spool: SpoolWatcher
    let refs: RefWatcher
    let schedules: ScheduleService
    private let address: ServerAddress
    private let lock: DataLock

    /// Opens the data folder (making it when it is not there), the database, and what a previous life left.
    ///
    /// - Throws: ``EngineError`` `locked` when another server uses the folder, `io` when it cannot be written;
    ///   `StoreError` when the database cannot be read.
    public init(
        configuration: EngineConfiguration, executor: any Executor, time: any TimeSource = SystemTime(), logger: Logger
    ) async throws {
        let data = configuration.data
        let address = ServerAddress(publicURL: configuration.publicURL)
        try data.create()
        lock = try DataLock(data.lock)
        let store = try Store(path: data.database)
        let feed = ChangeFeed()
        let watcher = try FileWatcher()
        let catalogue = RepositoryCatalogue(store: store, data: data)
        try await catalogue.reload()
        let defaultBranch = DefaultBranch(catalogue: catalogue)
        let announcer = RunAnnouncer(
            catalogue: catalogue, defaultBranch: defaultBranch, address: address, isOn: configuration.announcesRuns,
            logger: logger)
        let eventBell = Wakeup()
        schedules = ScheduleService(
            store: store, catalogue: catalogue, defaultBranch: defaultBranch, eventBell: eventBell, feed: feed,
            time: time, logger: logger)
        let library = ActionLibrary(at: data.actions, sources: configuration.actionSources, time: time)
        let coordinator = Coordinator(
            store: store, catalogue: catalogue,
            launcher: Launcher(
                executor: executor, configuration: configuration, catalogue: catalogue, library: library,
                address: address),
            watcher: watcher, announcer: announcer, eventBell: eventBell, feed: feed, time: time, logger: logger,
            configuration: configuration)
        let reader = EventReader(
            store: store, catalogue: catalogue, defaultBranch: defaultBranch, configuration: configuration,
            address: address, remotes: LockedWorkflows(library: library), time: time)
        let load = IntakeLoad()
        let events = EventProcessor(
            store: store, catalogue: catalogue, reader: reader, coordinator: coordinator, announcer: announcer,
            schedules: schedules, load: load, bell: eventBell, feed: feed, time: time, logger: logger)
        self.configuration = configuration
        self.address = address
        self.store = store
        self.feed = feed
        self.catalogue = catalogue
        self.reader = reader
        self.library = library
        self.time = time
        self.logger = logger
        self.watcher = watcher
        self.coordinator = coordinator
        self.events = events
        intake = Intake(
            deliveries: DeliveryWriter(store: store), catalogue: catalogue, events: events, load: load, feed: feed,
            time: time, logger: logger)
        spool = SpoolWatcher(intake: intake, catalogue: catalogue, watcher: watcher, time: time, logger: logger)
        refs = RefWatcher(
            store: store, catalogue: catalogue, events: events, feed: feed, time: time, logger: logger)
    }

    /// Where people reach this server: in links, and as `github.server_url`.
    public var publicURL: String { address.publicURL }

    /// The API is there: jobs are told this address.
    public func isListening(at address: String) { self.address.set(address) }

    /// Starts no further jobs from now on: the first thing at a shutdown, while requests that came before are answered.
    public func drain() { coordinator.drain() }

    /// Takes up what was left, then works until the task is cancelled. Jobs that run then go on without us.
    ///
    /// - Parameter ready: called once everything that was left has been taken up.
    public func run(ready: @escaping @Sendable () async -> Void = {}) async throws {
        try await coordinator.recover()
        for repository in catalogue.all { try spool.open(repository.id) }
        await ready()
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.coordinator.run() }
                group.addTask { await self.events.run() }
                group.addTask { await self.spool.run() }
                group.addTask { await self.sweepStorage() }
                if self.configuration.keepsSchedules { group.addTask { await self.schedules.run() } }
                guard self.configuration.watchesRefs else { return }
                group.addTask {
                    await self.refs.run(
                        localInterval: self.configuration.localPollInterval,
                        remoteInterval: self.configuration.remotePollInterval)
                }
            }
        } onCancel: {
            coordinator.drain()
            coordinator.stop()
            events.stop()
            spool.stop()
            schedules.stop()
            feed.finish()
        }
        store.close()
        lock.release()
    }
}
