public import Core
import OrderedCollections

/// The manifests of the repository's own actions, as far as workflows use them, with those that they use themselves.
public struct LocalActions: Sendable {
    public enum Manifest: Sendable {
        case found(ActionDefinition)
        /// There is one, and it has errors.
        case broken([Diagnostic])
        case missing
    }

    /// By the action's folder, without `./`.
    public private(set) var manifests: [String: Manifest] = [:]

    public init() {}

    /// GitHub's limit for composite actions within each other.
    public static let deepest = 10

    /// - Parameter read: the bytes of a file of the repository by its path; nil when there is none.
    public static func load(
        usedBy workflows: [Workflow], read: (String) async throws -> [UInt8]?
    ) async rethrows -> LocalActions {
        var actions = LocalActions()
        var open = workflows.flatMap { $0.jobs.values.flatMap(\.steps) }.flatMap(\.localActions)
        while let path = open.popLast() {
            guard actions.manifests[path] == nil else { continue }
            let manifest = try await manifest(in: path, read: read)
            actions.manifests[path] = manifest
            if case .found(let action) = manifest, case .composite(let steps) = action.runs {
                open += steps.flatMap(\.localActions)
            }
        }
        return actions
    }

    private static func manifest(
        in folder: String, read: (String) async throws -> [UInt8]?
    ) async rethrows -> Manifest {
        for name in ActionParser.fileNames {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard let bytes = try await read(path) else { continue }
            let (action, diagnostics) = ActionParser.parse(bytes, path: path)
            return action.map(Manifest.found) ?? .broken(diagnostics.filter { $0.severity == .error })
        }
        return .missing
    }
}

extension StepDefinition {
    /// Itself, and those within when it is several.
    public var flattened: [StepDefinition] {
        guard case .parallel(let steps) = work else { return [self] }
        return steps.flatMap(\.flattened)
    }

    /// What it uses, with the place where that stands.
    public var action: Located<ActionReference>? {
        guard case .uses(let action, _) = work else { return nil }
        return action
    }

    fileprivate var localActions: [String] {
        flattened.compactMap { step in
            guard case .local(let path)? = step.action?.content else { return nil }
            return path
        }
    }
}
