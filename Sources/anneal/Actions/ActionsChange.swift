import Actions
import ArgumentParser
import Core
import Workflows

/// A new lock in place of the old one, and what is different.
struct ActionsChange {
    let repository: ActionsRepository
    let writes: Bool
    /// Versions whose commit is asked for anew.
    let renewing: (ActionLock.Entry) -> Bool

    func carryOut() async throws {
        let old = try repository.lock()
        let (new, containers): (ActionLock, [String])
        do {
            (new, containers) = try await repository.resolved(from: old, renewing: renewing)
        } catch let error as ActionsError {
            throw Failure.couldNotRun(error.message)
        }
        var changes: [String] = []
        for pin in new.entries {
            switch old[pin.entry] {
            case nil: changes.append("+ \(pin.entry.description) \(pin.commit)")
            case pin.commit: continue
            case let before?: changes.append("~ \(pin.entry.description) \(before.short) -> \(pin.commit)")
            }
        }
        for pin in old.entries where new[pin.entry] == nil {
            changes.append("- \(pin.entry.description) \(pin.commit)")
        }
        for change in changes.sorted() { Console.write(change + "\n") }
        for action in containers {
            Console.write(
                "note: the action '\(action)' needs containers, and they can't be carried out yet: a step that uses it fails\n"
            )
        }
        guard !changes.isEmpty else {
            Console.write("\(ActionLock.path) is as it should be (\(new.entries.count) pinned)\n")
            return
        }
        guard writes else {
            throw Failure.couldNotRun(
                "\(ActionLock.path) is not complete: run 'anneal actions lock' and commit it", code: 1)
        }
        try repository.write(new)
        Console.write("wrote \(ActionLock.path); commit it\n")
    }
}
