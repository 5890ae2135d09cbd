/// What `paths:` of a job came to.
public enum Gate: Hashable, Sendable, Codable {
    /// The job runs. The reason is a clause: `models/net.py changed since abc1234, where run #12 passed`.
    case open(reason: String)
    /// The job is skipped: it passed at this commit with this definition, and no path of `paths:` has changed since.
    /// The reason is a clause that names the commit.
    case vouched(by: Voucher, reason: String)

    public var reason: String {
        switch self {
        case .open(let reason), .vouched(_, let reason): reason
        }
    }

    public var voucher: Voucher? {
        guard case .vouched(let voucher, _) = self else { return nil }
        return voucher
    }
}
