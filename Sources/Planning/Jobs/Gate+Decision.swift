import Core
import Workflows

extension Gate {
    /// - Parameter paths: the patterns of `paths:`; nil or a deferred job give their own answers.
    static func decide(_ paths: [Located<Glob>], voucher: Voucher?) -> Gate {
        guard var voucher else {
            return .open(
                reason: "no earlier commit of this branch or its base is known where it passed with this definition")
        }
        let origin = "\(voucher.commit.short), where run #\(voucher.number) passed"
        if let path = voucher.changed.first(taken: true, by: paths) {
            return .open(reason: "\(path.quotedForPeople) changed since \(origin)")
        }
        // Only the verdict is kept with the run, not a list that may have ten thousand paths.
        voucher.changed = []
        let patterns = paths.map(\.content.pattern).joined(separator: ", ")
        return .vouched(by: voucher, reason: "no path in \(patterns) changed since \(origin)")
    }

    static let deferred = Gate.open(
        reason: "its matrix depends on other jobs, so no earlier pass of a combination can be looked up")
}
