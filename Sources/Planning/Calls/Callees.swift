import OrderedCollections
import Workflows

/// The workflows that a run's workflows call, directly or not, as far as they could be got.
public struct Callees: Hashable, Sendable {
    public enum Entry: Hashable, Sendable {
        case file(WorkflowFile)
        /// Why there is none, to follow the callee's name: `is not in the repository`.
        case missing(String)
    }

    /// GitHub counts the workflow that begins.
    public static let levelLimit = 10
    /// Different workflows that one run may call.
    public static let countLimit = 50

    public var entries: [CalleeID: Entry]

    public init(_ entries: [CalleeID: Entry] = [:]) {
        self.entries = entries
    }

    /// What a workflow calls, directly or not, that has not been asked for yet. Asking again with the answers, until nothing
    /// is left, collects them all; beyond ``countLimit`` nothing more is asked for, and planning says so.
    public func unknown(from file: WorkflowFile) -> [CalleeID] {
        var found: [CalleeID] = []
        var seen: Set<CalleeID> = []
        var open: [(WorkflowFile, CalleeID?)] = [(file, nil)]
        while let (file, base) = open.popLast() {
            for job in file.workflow?.jobs.values.elements ?? [] {
                guard let call = job.call else { continue }
                let id = CalleeID(call.reference.content, in: base)
                guard seen.insert(id).inserted else { continue }
                switch entries[id] {
                case nil: found.append(id)
                case .file(let file): open.append((file, id))
                case .missing: break
                }
            }
        }
        return seen.count > Self.countLimit ? [] : found
    }
}
