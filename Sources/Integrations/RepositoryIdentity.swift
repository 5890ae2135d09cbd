/// Which repository an event is about, in the forge's words. Claims of the sender until the signature is verified.
public struct RepositoryIdentity: Hashable, Sendable {
    /// `owner/name`, with GitLab's subgroups `group/subgroup/name`.
    public var fullName: String
    /// The forge's own number for it, which outlives a renaming.
    public var id: String?
    /// The page that people look at.
    public var webURL: String?
    /// What `git clone` takes: https first, then ssh.
    public var cloneURLs: [String]
    public var defaultBranch: String?

    public init(
        fullName: String, id: String? = nil, webURL: String? = nil, cloneURLs: [String] = [],
        defaultBranch: String? = nil
    ) {
        self.fullName = fullName
        self.id = id
        self.webURL = webURL
        self.cloneURLs = cloneURLs
        self.defaultBranch = defaultBranch
    }

    /// The last part of ``fullName``.
    public var name: String {
        String(fullName[(fullName.lastIndex(of: "/").map(fullName.index(after:)) ?? fullName.startIndex)...])
    }

    /// What stands before ``name``.
    public var owner: String { fullName.lastIndex(of: "/").map { String(fullName[..<$0]) } ?? "" }

    /// Whether a registered URL, in any of the forms git takes, names this repository.
    public func matches(url: String) -> Bool {
        guard let registered = RemoteAddress(url) else { return false }
        let addresses = (cloneURLs + [webURL].compactMap(\.self)).compactMap(RemoteAddress.init)
        // A forge's ports differ by transport, so another transport's address is asked only where its own is unknown.
        let comparable = addresses.filter { $0.transport == registered.transport }
        return (comparable.isEmpty ? addresses : comparable).contains { $0.isSamePlace(as: registered) }
    }
}
