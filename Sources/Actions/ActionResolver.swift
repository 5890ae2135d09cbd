public import Core
import Foundation
public import Git
public import JobProtocol
import Planning
public import Workflows

/// Brings a job's actions together before its supervisor starts: what their manifests say, and where their files lie.
public struct ActionResolver: Sendable {
    let library: ActionLibrary
    let lock: ActionLock

    /// More is a loop that pretends to be none.
    private static let mostActions = 200

    public init(library: ActionLibrary, lock: ActionLock) {
        self.library = library
        self.lock = lock
    }

    /// Whether there is anything to resolve.
    public static func isNeeded(for steps: [StepPlan]) -> Bool {
        steps.contains { !$0.actionReferences.isEmpty }
    }

    /// - Parameters:
    ///   - mirror: of the job's own repository.
    ///   - commit: where its own actions are read.
    /// - Returns: by reference. Actions of the repository are left out when the job checks out something else than
    ///   `commit`, or in another place: then the supervisor reads what is in the workspace.
    /// - Throws: ``ActionsError``.
    public func actions(
        for steps: [StepPlan], commit: CommitSHA?, mirror: Mirror
    ) async throws -> [String: ActionPlan] {
        var actions: [String: ActionPlan] = [:]
        var open = steps.flatMap(\.actionReferences).map { (reference: $0, depth: 1) }
        var seen: Set<String> = []
        let readsLocal = steps.contains(where: \.isPlainCheckout) && !steps.contains(where: \.isOtherCheckout)
        while !open.isEmpty {
            let (reference, depth) = open.removeFirst()
            guard seen.insert(reference).inserted else { continue }
            guard seen.count <= Self.mostActions, depth <= LocalActions.deepest else {
                throw ActionsError(
                    .limit,
                    "the job uses more than \(Self.mostActions) actions, or actions that use actions more than "
                        + "\(LocalActions.deepest) deep")
            }
            guard let plan = try await plan(reference, commit: commit, mirror: mirror) else { continue }
            if plan.folder != nil || readsLocal { actions[reference] = plan }
            if case .composite(let steps) = plan.runs {
                open += steps.flatMap(\.actionReferences).map { ($0, depth + 1) }
            }
        }
        return actions
    }

    /// nil for an action of the workspace that only a run can find.
    private func plan(_ text: String, commit: CommitSHA?, mirror: Mirror) async throws -> ActionPlan? {
        let reference: ActionReference
        do {
            reference = try ActionReference(parsing: text)
        } catch {
            throw ActionsError(.invalidManifest, "\(error.message). \(error.help)")
        }
        switch reference {
        case .builtIn: return nil
        case .docker: return ActionPlan(name: text, folder: nil, inputs: [], runs: .docker)
        case .local(let path):
            guard let commit else { return nil }
            for name in ActionParser.fileNames {
                let file = path.isEmpty ? name : "\(path)/\(name)"
                guard case .bytes(let bytes)? = try await mirror.file(at: commit, path: GitPath(file))?.content else {
                    continue
                }
                return ActionPlan(try Self.parse(bytes, path: file, of: text), folder: nil)
            }
            return nil
        case .remote(let owner, let repository, let path, let ref):
            let entry = ActionLock.Entry(owner: owner, repository: repository, ref: ref)
            guard let pinned = lock[entry] ?? CommitSHA(ref) else {
                throw ActionsError(
                    .notLocked,
                    "the action '\(text)' has no commit in \(ActionLock.path): run 'anneal actions lock' and commit "
                        + "the file, or write the whole commit behind the '@'")
            }
            let pin = ActionLock.Pin(entry: entry, commit: pinned)
            return try ActionFolder.plan(of: pin, path: path, name: text, in: try await library.folder(of: pin))
        }
    }

    static func parse(_ bytes: [UInt8], path: String, of action: String) throws(ActionsError) -> ActionDefinition {
        let (definition, diagnostics) = ActionParser.parse(bytes, path: path)
        guard let definition else {
            let first = diagnostics.first { $0.severity == .error }
            throw ActionsError(
                .invalidManifest,
                "the action '\(action)' can't be used: \(first.map { "\($0.file):\($0.position.line):\($0.position.column): \($0.message)" } ?? path)"
            )
        }
        return definition
    }
}

extension StepPlan {
    /// What it uses and is not built in, as written.
    var actionReferences: [String] {
        switch work {
        case .action(let reference, _): [reference]
        case .parallel(let steps): steps.flatMap(\.actionReferences)
        default: []
        }
    }

    private static let placing: Set<String> = ["ref", "repository", "path"]

    fileprivate var isPlainCheckout: Bool {
        guard case .builtIn(BuiltInAction.checkout.rawValue, _, let inputs) = work else { return false }
        return !inputs.contains { Self.placing.contains($0.name.lowercased()) }
    }

    fileprivate var isOtherCheckout: Bool {
        guard case .builtIn(BuiltInAction.checkout.rawValue, _, let inputs) = work else { return false }
        return inputs.contains { Self.placing.contains($0.name.lowercased()) }
    }
}
