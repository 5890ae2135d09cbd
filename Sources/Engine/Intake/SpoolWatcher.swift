import Core
import Foundation
import Integrations
import Logging
import Store

/// Takes in what `post-receive` hooks of repositories on this machine left in the spool: `spool/N/new/*.push`, whole files only.
///
/// The file is deleted after the delivery is on disk; a file found again after a crash is the same delivery by its name.
struct SpoolWatcher: Sendable {
    let intake: Intake
    let catalogue: RepositoryCatalogue
    let watcher: FileWatcher
    let time: any TimeSource
    let logger: Logger
    private let bell = Wakeup()

    /// A hook writes a line of about 150 bytes for each ref; more than this is not from our hook.
    private static let maximumSize = 25 << 20

    init(
        intake: Intake, catalogue: RepositoryCatalogue, watcher: FileWatcher, time: any TimeSource, logger: Logger
    ) {
        self.intake = intake
        self.catalogue = catalogue
        self.watcher = watcher
        self.time = time
        self.logger = logger
    }

    func stop() { bell.finish() }

    /// Makes a repository's spool and watches it. Calling it again is harmless.
    func open(_ repository: RepositoryID) throws {
        let path = catalogue.spoolPath(repository)
        for folder in ["tmp", "new"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        _ = try watcher.watch("\(path)/new", .movedIn) { [bell] in bell.ring() }
        bell.ring()
    }

    func run() async {
        for await _ in bell.rings {
            for repository in catalogue.all { await collect(repository) }
        }
    }

    private func collect(_ repository: RepositoryRecord) async {
        let folder = catalogue.spoolPath(repository.id) + "/new"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
        for name in names.sorted() where name.hasSuffix(".push") {
            let path = "\(folder)/\(name)"
            do {
                try await takeIn(path, name: name, repository: repository)
            } catch {
                logger.error("push not taken in", metadata: ["file": "\(path)", "error": "\(error)"])
            }
        }
    }

    private func takeIn(_ path: String, name: String, repository: RepositoryRecord) async throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard attributes[.type] as? FileAttributeType == .typeRegular, size <= Self.maximumSize else {
            throw EngineError(.invalid, "not a file that our hook wrote")
        }
        let body = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var new = NewDelivery(
            forge: Forge.git.rawValue, name: "\(repository.id)/\(name)", repository: repository.id, kind: "push",
            headers: [:], body: body, verdict: .accepted, receivedAt: time.now())
        do {
            let updates = try PostReceive.updates(in: body)
            // Of notes, and of references that forges make, no mirror is kept: a push of one could never be decided.
            let followed = updates.filter { $0.ref.branch != nil || $0.ref.tag != nil }
            new.events = followed.map { told($0, of: repository) }
            if let other = updates.first, followed.isEmpty {
                new.verdict = .ignored
                new.detail = "\(other.ref.name) is neither a branch nor a tag"
            }
        } catch {
            new.verdict = .invalid
            new.detail = error.message
        }
        _ = try await intake.keep(new)
        try FileManager.default.removeItem(atPath: path)
    }

    private func told(_ push: RefUpdate, of repository: RepositoryRecord) -> ToldEvent {
        ToldEvent(
            kind: .push, ref: push.ref, before: push.before, after: push.after, actor: "",
            payload: PushPayload.make(
                repository: repository, ref: push.ref, before: push.before, after: push.after, head: nil))
    }
}
