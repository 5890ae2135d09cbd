import Actions
import Core
import Foundation
import Git
import JobProtocol
import OrderedCollections
import Workflows

/// The workflows of a working tree with the remote versions that they use, in their own steps and within actions.
struct ActionsRepository {
    let root: String
    let workflows: String
    let library: ActionLibrary

    /// A version of a repository, with the workflow or action that asks for it.
    struct Use {
        /// As it is written.
        var reference: String
        var entry: ActionLock.Entry
        var user: String
    }

    var lockPath: String { "\(root)/\(ActionLock.path)" }

    /// - Throws: exit code 2 when there is a lock that cannot be read.
    func lock() throws -> ActionLock {
        guard let data = FileManager.default.contents(atPath: lockPath) else { return ActionLock() }
        let (lock, findings) = ActionLock.parse([UInt8](data))
        guard findings.isEmpty else {
            throw Failure.couldNotRun(findings.map(\.description).joined(separator: "\n"))
        }
        return lock
    }

    func write(_ lock: ActionLock) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: (lockPath as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(lock.text.utf8).write(to: URL(fileURLWithPath: lockPath), options: .atomic)
        } catch {
            throw Failure.couldNotRun("\(lockPath): cannot be written: \(error.localizedDescription)")
        }
    }

    /// What the workflows and the repository's own actions use.
    func uses() async throws -> [Use] {
        let folder = "\(root)/\(workflows)"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
        guard !names.isEmpty else { throw Failure.couldNotRun("\(folder): there are no workflow files") }
        var uses: [Use] = []
        var parsed: [Workflow] = []
        var open: [(path: String, caller: String?)] = names.map { ("\(workflows)/\($0)", nil) }
        var seen: Set<String> = []
        while let (path, caller) = open.popLast() {
            guard seen.insert(path).inserted else { continue }
            guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else {
                let user = caller.map { ", which \($0) calls," } ?? ""
                throw Failure.couldNotRun("\(root)/\(path)\(user) is not there or cannot be read")
            }
            let (workflow, diagnostics) = WorkflowParser.parse([UInt8](data), path: path)
            guard let workflow else {
                let first = diagnostics.first { $0.severity == .error }
                throw Failure.couldNotRun("\(first?.description ?? path)\n'anneal lint' says all that is wrong")
            }
            parsed.append(workflow)
            for job in workflow.jobs.values {
                switch job.call?.reference.content {
                case .remote(let owner, let repository, let file, let ref):
                    uses.append(
                        Use(
                            reference: "\(owner)/\(repository)/\(file)@\(ref)",
                            entry: .init(owner: owner, repository: repository, ref: ref), user: path))
                // Called workflows may lie in another folder.
                case .local(let file): open.append((file, path))
                case nil: break
                }
                uses += Self.uses(in: job.steps, of: path)
            }
        }
        let local = await LocalActions.load(usedBy: parsed) { path in
            FileManager.default.contents(atPath: "\(root)/\(path)").map { [UInt8]($0) }
        }
        for (path, manifest) in local.manifests.sorted(by: { $0.key < $1.key }) {
            guard case .found(let action) = manifest, case .composite(let steps) = action.runs else { continue }
            uses += Self.uses(in: steps, of: "./\(path)")
        }
        return uses
    }

    private static func uses(in steps: [StepDefinition], of user: String) -> [Use] {
        steps.flatMap(\.flattened).compactMap { step in
            guard let action = step.action?.content, case .remote(let owner, let repository, _, let ref) = action else {
                return nil
            }
            return Use(
                reference: action.description, entry: .init(owner: owner, repository: repository, ref: ref), user: user)
        }
    }

    /// What a workflow of another repository uses in turn.
    private func references(ofWorkflow path: String, at pin: ActionLock.Pin) async throws -> [String] {
        guard case .bytes(let bytes)? = try await library.file(path, of: pin)?.content,
            let workflow = WorkflowParser.parse(bytes, path: path).workflow
        else {
            throw ActionsError(
                .notFound, "'\(path)' of \(pin.entry.description) is no workflow that can be read (\(pin.commit.short))"
            )
        }
        var references: [String] = []
        for job in workflow.jobs.values {
            switch job.call?.reference.content {
            case .remote(let owner, let repository, let file, let ref):
                references.append("\(owner)/\(repository)/\(file)@\(ref)")
            // Of the same repository and commit as the workflow that calls it.
            case .local(let file):
                let entry = pin.entry
                references.append("\(entry.owner)/\(entry.repository)/\(file)@\(entry.ref)")
            case nil: break
            }
            references += Self.uses(in: job.steps, of: path).map(\.reference)
        }
        return references
    }

    /// A lock of everything that is used, directly and within what is used; and which of it needs containers.
    ///
    /// - Parameters:
    ///   - old: its commits stay.
    ///   - renewing: but not for these.
    func resolved(
        from old: ActionLock, renewing: (ActionLock.Entry) -> Bool
    ) async throws -> (lock: ActionLock, containers: [String]) {
        var lock = ActionLock()
        var containers: [String] = []
        var open = try await uses().map(\.reference)
        var seen: Set<String> = []
        var depth: [String: Int] = [:]
        while !open.isEmpty {
            let reference = open.removeFirst()
            guard seen.insert(reference).inserted,
                case .remote(let owner, let repository, let path, let ref)? = try? ActionReference(parsing: reference)
            else { continue }
            let level = depth[reference, default: 1]
            guard level <= LocalActions.deepest else {
                throw ActionsError(.limit, "actions use actions more than \(LocalActions.deepest) deep: \(reference)")
            }
            let entry = ActionLock.Entry(owner: owner, repository: repository, ref: ref)
            let kept = renewing(entry) ? nil : old[entry]
            let commit: CommitSHA
            if let known = lock[entry] ?? kept { commit = known } else { commit = try await library.commit(of: entry) }
            if CommitSHA(ref) == nil { lock[entry] = commit }
            if path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
                let inner = try await references(ofWorkflow: path, at: .init(entry: entry, commit: commit))
                for reference in inner where depth[reference] == nil {
                    depth[reference] = level + 1
                    open.append(reference)
                }
                continue
            }
            let pin = ActionLock.Pin(entry: entry, commit: commit)
            let plan = try ActionFolder.plan(
                of: pin, path: path, name: reference, in: try await library.folder(of: pin))
            if case .docker = plan.runs { containers.append(reference) }
            guard case .composite(let steps) = plan.runs else { continue }
            for case .action(let inner, _) in steps.map(\.work) where depth[inner] == nil {
                depth[inner] = level + 1
                open.append(inner)
            }
        }
        return (lock, containers)
    }
}
