import Core
import FoundationEssentials
import Git
import OrderedCollections
import Planning
import Store
import Workflows

/// What planning needs to know of an event: the commit's workflow files, the changed paths, who vouches for what.
public struct EventReader: Sendable {
    let store: Store
    let catalogue: RepositoryCatalogue
    let defaultBranch: DefaultBranch
    let configuration: EngineConfiguration
    let address: ServerAddress
    let remotes: any RemoteWorkflows
    let time: any TimeSource

    /// Fetches when the commit is not here yet, then plans. Writes nothing but the mirror.
    ///
    /// - Parameters:
    ///   - fetches: of events that were read from the database together with this one.
    ///   - isLate: a commit that is not there will not be waited for any longer.
    func read(
        _ original: Event, in record: RepositoryRecord, fetches: FetchMemory = FetchMemory(), isLate: Bool = false
    ) async throws -> EventMaterial {
        var repository = record
        let mirror = catalogue.mirror(repository.id)
        let located = try await EventLocator(
            repository: repository, mirror: mirror, fetches: fetches, isLate: isLate
        ).locate(original)
        var event = located.event
        var files: [WorkflowFile] = []
        var sources: [String: String] = [:]
        var changes: ChangedPaths?
        var headMessage: String?
        var (callees, calleeSources): (Callees, [CalleeID: String]) = (Callees(), [:])
        if let commit = event.after {
            CrashPoint.mirrorFetched.reach()
            // The HEAD of a working tree is where somebody works, and no default branch.
            let isPushed = event.kind == .push && event.source != .request
            if isPushed || repository.defaultBranch == nil {
                repository = try await followDefaultBranch(of: repository, mirror: mirror)
            }
            event.payload = try await withHead(event, mirror: mirror)
            (files, sources) = try await workflows(at: commit, of: repository, mirror: mirror)
            files = try await checkedActions(files, at: commit, mirror: mirror)
            let callers = files.filter { file in
                file.valid != nil && file.listens(to: event.kind) && event.workflow.map(file.isNamed) ?? true
            }
            (callees, calleeSources) = try await CalleeReader(
                commit: commit, mirror: mirror, remotes: remotes, time: time
            ).read(calledBy: callers)
            callees = try await checkedActions(callees, at: commit, mirror: mirror)
            changes = try await changedPaths(event, mirror: mirror)
            let head = event.kind == .pullRequest ? event.headSHA ?? commit : commit
            if event.kind == .push || event.kind == .pullRequest, try await mirror.contains(head) {
                headMessage = try await mirror.commit(head).message
            }
        }
        let facts = RepositoryFacts(repository)
        var planFacts = PlanFacts(
            changes: changes, callees: callees, headMessage: headMessage, place: located.place,
            absence: located.absence, withholdsSecrets: configuration.withholdsSecrets(from: event),
            serverURL: address.publicURL)
        var plan = Planner.plan(event: event, repository: facts, workflows: files, facts: planFacts)
        planFacts.vouchers = try await VoucherReader(store: store, catalogue: catalogue)
            .vouchers(for: plan.gates, at: event.after, on: event.ref, of: repository)
        if !planFacts.vouchers.isEmpty {
            plan = Planner.plan(event: event, repository: facts, workflows: files, facts: planFacts)
        }
        if let job = configuration.selectedJob { try plan.keep(only: job) }
        let further = try await FurtherEvents(repository: repository, mirror: mirror, reader: self)
            .events(after: original, located: event, workflows: files)
        return EventMaterial(
            plan: plan, sources: sources, callees: callees, calleeSources: calleeSources, further: further)
    }

    /// The workflow files of a commit, and their texts by path.
    func workflows(
        at commit: CommitSHA, of repository: RepositoryRecord, mirror: Mirror
    ) async throws -> ([WorkflowFile], sources: [String: String]) {
        let found = try await mirror.files(
            at: commit, under: repository.workflowsDirectory, suffixes: [".yml", ".yaml"])
        let read = await Self.read(found)
        return (read.map(\.0), Dictionary(read.map { ($0.path, $1) }, uniquingKeysWith: { $1 }))
    }

    /// On all cores: a file takes a part of a millisecond, and some repositories have hundreds.
    private static func read(_ files: [TreeFile]) async -> [(WorkflowFile, source: String)] {
        let share = max(8, files.count / ProcessInfo.processInfo.activeProcessorCount + 1)
        return await withTaskGroup(of: (Int, [(WorkflowFile, source: String)]).self) { group in
            for start in stride(from: 0, to: files.count, by: share) {
                group.addTask { (start, files[start..<min(start + share, files.count)].map(WorkflowFile.read)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// The remote may have got its first branch, or another default one, since it was taken in.
    private func followDefaultBranch(of repository: RepositoryRecord, mirror: Mirror) async throws -> RepositoryRecord {
        guard let branch = try await mirror.defaultBranch()?.branch else { return repository }
        if branch != repository.defaultBranch {
            try await store.write { try $0.setDefaultBranch(repository.id, branch) }
            try await catalogue.reload()
        }
        let record = catalogue.record(repository.id) ?? repository
        _ = try await defaultBranch.wishes(of: record)
        return record
    }

    private func withHead(_ event: Event, mirror: Mirror) async throws -> Value {
        guard event.kind == .push, let after = event.after, case .object(var payload) = event.payload,
            payload["head_commit"] ?? .null == .null
        else { return event.payload }
        payload["head_commit"] = PushPayload.commit(try await mirror.commit(after))
        return .object(payload)
    }

    private func changedPaths(_ event: Event, mirror: Mirror) async throws -> ChangedPaths? {
        if event.pullRequest != nil { return try await changedPaths(ofPullRequest: event, mirror: mirror) }
        guard event.kind == .push, let ref = event.ref else { return nil }
        let changes = try await mirror.changes(forPush: ref, before: event.before, after: event.after)
        guard changes.base.isCompared else { return nil }
        return ChangedPaths(PathIndex(changes.paths.map(\.text)), since: changes.base.reason.rawValue)
    }

    /// As GitHub's three-dot comparison: what the head changed since it last had a commit in common with its base.
    private func changedPaths(ofPullRequest event: Event, mirror: Mirror) async throws -> ChangedPaths? {
        guard let head = event.headSHA, try await mirror.contains(head), let branch = event.baseBranch else {
            return nil
        }
        var base = event.pullRequest?["base"]?["sha"]?.string.flatMap(CommitSHA.init)
        if let told = base, try await !mirror.contains(told) { base = nil }
        if base == nil { base = try await mirror.target(of: .branch(branch))?.commit }
        guard let base, let shared = try await mirror.mergeBase(base, head) else { return nil }
        let paths = Set(try await mirror.changes(from: shared, to: head).flatMap(\.paths)).sorted()
        return ChangedPaths(PathIndex(paths.map(\.text)), since: "the merge base with '\(branch)', \(shared.short)")
    }
}

extension RepositoryFacts {
    init(_ record: RepositoryRecord) {
        self.init(id: record.id, name: record.name, url: record.url, defaultBranch: record.defaultBranch)
    }
}

extension WorkflowFile {
    /// A file that cannot be read as text is one with a diagnostic.
    static func read(_ file: TreeFile) -> (WorkflowFile, source: String) {
        let path = file.path.text
        switch file.content {
        case .bytes(let bytes):
            return (WorkflowFile(path: path, source: bytes), String(decoding: bytes, as: UTF8.self))
        case .refused(let reason):
            let diagnostic = Diagnostic(
                rule: "limit", "the file \(reason), so it was not read", file: path, at: .start)
            return (WorkflowFile(path: path, workflow: nil, diagnostics: [diagnostic], digest: "unread"), "")
        }
    }
}
