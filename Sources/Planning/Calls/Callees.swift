import Core
import OrderedCollections
public import Workflows

/// The workflows that a run's workflows call, directly or not, as far as they could be got.
public struct Callees: Hashable, Sendable {
    public enum Entry: Hashable, Sendable {
        case file(WorkflowFile)
        /// Why there is none, to follow the callee's name: `is not in the repository`.
        case missing(String)
    }

    public var entries: [CalleeID: Entry]

    public init(_ entries: [CalleeID: Entry] = [:]) {
        self.entries = entries
    }

    /// What a workflow calls, directly or not, that has not been asked for yet. Asking again with the answers, until nothing
    /// is left, collects them all; beyond `CallCheck.countLimit` nothing more is asked for, and planning says so.
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
        return seen.count > CallCheck.countLimit ? [] : found
    }

    /// What `CallCheck` is told about one of them.
    func callee(_ id: CalleeID) -> Callee {
        switch entries[id] {
        case nil: .missing("was not looked for")
        case .missing(let reason): .missing(reason)
        case .file(let file): file.valid.map(Callee.workflow) ?? .broken(file.errors.min { $0.position < $1.position })
        }
    }
}
