import Glibc

/// Walks folders for what patterns choose.
struct FileSearch {
    var patterns: [PathPattern]
    /// Off: a link is found as such, and what it leads to is not walked.
    var followsLinks: Bool
    var includesHidden: Bool

    struct Found {
        /// The names from `/` down.
        var path: [[UInt8]]
        var status: stat
    }

    /// What is below `root` and chosen, the root itself too, in the order of the names.
    func run(from root: [[UInt8]]) throws -> [Found] {
        var found: [Found] = []
        try visit(root, ancestors: [], &found)
        return found
    }

    private struct Place: Hashable {
        var device: UInt64
        var node: UInt64
    }

    private func visit(_ path: [[UInt8]], ancestors: Set<Place>, _ found: inout [Found]) throws {
        guard let status = status(of: path) else { return }
        if !includesHidden, path.last?.first == UInt8(ascii: ".") { return }
        if patterns.choose(path) { found.append(Found(path: path, status: status)) }
        guard status.st_mode & S_IFMT == S_IFDIR,
            patterns.contains(where: { !$0.isExclusion && $0.mayMatch(below: path) })
        else { return }
        // Links may lead in a circle.
        let place = Place(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
        guard !ancestors.contains(place) else { return }
        for name in try names(in: path) {
            try visit(path + [name], ancestors: followsLinks ? ancestors.union([place]) : [], &found)
        }
    }

    /// nil when nothing is there; a link that leads nowhere is nothing when links are followed.
    private func status(of path: [[UInt8]]) -> stat? {
        var status = stat()
        let name = path.systemPath
        guard (followsLinks ? stat(name, &status) : lstat(name, &status)) == 0 else { return nil }
        return status
    }

    private func names(in path: [[UInt8]]) throws(ArtifactsError) -> [[UInt8]] {
        guard let stream = opendir(path.systemPath) else {
            if errno == ENOENT { return [] }
            throw .system("list", path.text)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension [[UInt8]] {
    var systemPath: [CChar] {
        let joined = reduce(into: [UInt8]()) { $0 += [UInt8(ascii: "/")] + $1 }
        return (joined.isEmpty ? [UInt8(ascii: "/")] : joined).map { CChar(bitPattern: $0) } + [0]
    }

    /// For people; what is not UTF-8 becomes U+FFFD.
    var text: String { "/" + map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }

    var joined: [UInt8] { [UInt8](self.joined(separator: [UInt8(ascii: "/")])) }
}
