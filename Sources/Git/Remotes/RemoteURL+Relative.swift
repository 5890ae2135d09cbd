extension RemoteURL {
    /// The URL of a submodule, which may be written as seen from this repository: `../library.git`.
    ///
    /// A repository that was reached over a network can't name folders of this machine.
    /// - Throws: `refusedURL`.
    public func submodule(_ written: String) throws(GitError) -> RemoteURL {
        let resolved: RemoteURL
        if written.hasPrefix("./") || written.hasPrefix("../") {
            resolved = try RemoteURL(try relative(written))
        } else {
            resolved = try RemoteURL(written)
        }
        if case .local = resolved.kind {
            guard case .local = kind else {
                throw GitError(
                    .refusedURL,
                    "refused the submodule's URL '\(written)': a repository on the network names a folder here")
            }
        }
        return resolved
    }

    private func relative(_ written: String) throws(GitError) -> String {
        var base = text
        while base.hasSuffix("/") { base.removeLast() }
        var rest = written[...]
        while true {
            if rest.hasPrefix("./") {
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("../") {
                rest = rest.dropFirst(3)
                guard let cut = base.lastIndex(where: { $0 == "/" || $0 == ":" }), cut > base.startIndex,
                    !base[..<cut].hasSuffix("/"), !base[..<cut].hasSuffix(":")
                else {
                    throw GitError(.refusedURL, "refused the submodule's URL '\(written)': it climbs above the host")
                }
                base = base[cut] == ":" ? String(base[...cut]) : String(base[..<cut])
            } else {
                break
            }
        }
        let separator = base.hasSuffix(":") ? "" : "/"
        return base + separator + rest
    }
}
