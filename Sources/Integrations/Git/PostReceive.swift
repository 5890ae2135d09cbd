import Core

/// What the `post-receive` hook of a bare repository left in a spool file: git's own lines, as git wrote them.
public enum PostReceive {
    /// The reference updates of one push, in git's order.
    ///
    /// - Parameter spool: lines of `<old sha> <new sha> <reference>` and a newline each.
    /// - Throws: ``WebhookError`` with the number of the first line that is none; nothing of such a file is used.
    public static func updates(in spool: [UInt8]) throws(WebhookError) -> [RefUpdate] {
        guard spool.count <= Delivery.maximumBodySize else {
            throw WebhookError(
                .tooLarge, "The spool file has \(spool.count) bytes, more than \(Delivery.maximumBodySize)")
        }
        guard let last = spool.last else { throw WebhookError(.malformedSpool, "The spool file is empty") }
        guard last == newline else {
            throw WebhookError(
                .malformedSpool, "The spool file ends within a line: the hook was interrupted while writing it")
        }
        var updates: [RefUpdate] = []
        let lines = spool.dropLast().split(separator: newline, omittingEmptySubsequences: false)
        for (offset, line) in lines.enumerated() {
            updates.append(try update(line, number: offset + 1))
        }
        return updates
    }

    private static let newline = UInt8(ascii: "\n")

    private static func update(_ line: ArraySlice<UInt8>, number: Int) throws(WebhookError) -> RefUpdate {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw complaint(number, "is not '<old commit> <new commit> <reference>'")
        }
        let (before, after) = (try sha(parts[0], number), try sha(parts[1], number))
        guard before.hex.count == after.hex.count else { throw complaint(number, "mixes SHA-1 and SHA-256 names") }
        guard !before.isZero || !after.isZero else { throw complaint(number, "has two zero commits: it moves nothing") }
        let name = Array(parts[2])
        if let problem = RefName.problem(in: name) {
            throw complaint(number, "has a reference that git allows nobody: it \(problem)")
        }
        return RefUpdate(
            refBytes: name, before: before.isZero ? nil : before, after: after.isZero ? nil : after)
    }

    private static func sha(_ digits: ArraySlice<UInt8>, _ number: Int) throws(WebhookError) -> CommitSHA {
        guard digits.count <= 64, let sha = CommitSHA(String(decoding: digits, as: UTF8.self)) else {
            throw complaint(number, "has no commit name of 40 or 64 hexadecimal digits where one belongs")
        }
        return sha
    }

    private static func complaint(_ number: Int, _ problem: String) -> WebhookError {
        WebhookError(.malformedSpool, "Line \(number) of the spool file \(problem)")
    }
}
