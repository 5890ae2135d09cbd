import Glibc

/// The files that the `path` of an upload chooses, with the names that they get in the artifact.
public struct UploadFiles {
    let items: [Archive.Item]

    public var count: Int { items.count }

    /// Names begin where GitHub lets them: below the one folder that is named, else below the last folder that all the
    /// named ones have in common. Symbolic links are followed.
    ///
    /// - Parameter includesHidden: also files and folders whose names begin with a dot.
    public init(_ patterns: [PathPattern], includesHidden: Bool) throws {
        let search = FileSearch(patterns: patterns, followsLinks: true, includesHidden: includesHidden)
        let roots = Self.roots(patterns)
        var found: [FileSearch.Found] = []
        for root in roots { found += try search.run(from: root).filter { $0.status.st_mode & S_IFMT == S_IFREG } }
        var base = roots.first ?? []
        for root in roots.dropFirst() {
            base = Array(zip(base, root).prefix { $0 == $1 }.map(\.0))
        }
        // The one file itself was named.
        if roots.count == 1, found.count == 1, found[0].path == base { base.removeLast() }
        items = found.map {
            Archive.Item(name: Array($0.path.dropFirst(base.count)).joined, path: $0.path, status: $0.status)
        }
    }

    /// Where the search begins; none lies below another.
    private static func roots(_ patterns: [PathPattern]) -> [[[UInt8]]] {
        var roots: [[[UInt8]]] = []
        for root in patterns.filter({ !$0.isExclusion }).map(\.root).sorted(by: { $0.count < $1.count })
        where !roots.contains(where: { root.starts(with: $0) }) {
            roots.append(root)
        }
        return roots
    }
}
