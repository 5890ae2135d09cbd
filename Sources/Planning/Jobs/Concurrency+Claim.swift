import Core
import Expressions
import Workflows

extension Concurrency {
    /// - Parameter key: where it is written, for messages.
    func claim(_ key: String, in scope: Scope) throws(PlanningError) -> GroupClaim {
        let group = try self.group.text("\(key).group", in: scope)
        guard !group.allSatisfy(\.isWhitespace) else {
            throw PlanningError(.type, "\(key).group must not be empty", at: self.group.position)
        }
        let queue: GroupClaim.Queue = self.queue?.content == .max ? .max : .single
        let cancels = try cancelInProgress?.boolean("\(key).cancel-in-progress", in: scope) ?? false
        if cancels, queue == .max {
            throw PlanningError(
                .type, "\(key).cancel-in-progress must not be true together with queue: max",
                at: cancelInProgress?.position)
        }
        return GroupClaim(group: group, cancelsInProgress: cancels, queue: queue)
    }
}
