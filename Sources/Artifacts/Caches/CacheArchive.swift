import Glibc

/// What a cache holds and where it goes back to. An entry's first name is the number of the pattern that chose it, the
/// rest lies below that pattern's folder.
struct CacheArchive {
    let patterns: [PathPattern]

    /// Each file once, for the first pattern that chooses it.
    func items() throws -> [Archive.Item] {
        let search = FileSearch(patterns: patterns, followsLinks: false, includesHidden: true)
        var seen: Set<[[UInt8]]> = []
        var items: [Archive.Item] = []
        for (index, pattern) in patterns.enumerated() where !pattern.isExclusion {
            for found in try search.run(from: pattern.root) where pattern.matches(found.path) {
                guard seen.insert(found.path).inserted else { continue }
                let rest = Array(found.path.dropFirst(pattern.root.count))
                items.append(
                    Archive.Item(name: ([Array("\(index)".utf8)] + rest).joined, path: found.path, status: found.status)
                )
            }
        }
        return items
    }

    func unpack(_ descriptor: Int32, name: String) throws {
        var folders: [Int: ArchiveFolder] = [:]
        try Archive.unpack(descriptor, name: name, allowsLinks: true) { entry in
            let parts = try ArchiveFolder.parts(of: entry.name)
            guard let index = Int(String(decoding: parts[0], as: UTF8.self)), patterns.indices.contains(index),
                !patterns[index].isExclusion
            else { throw ArtifactsError(.hostileArchive, "the archive has an entry that belongs to no path") }
            let pattern = patterns[index]
            let path = pattern.root + parts.dropFirst()
            guard pattern.matches(path) else {
                throw ArtifactsError(
                    .hostileArchive, "the archive has an entry for \(path.text), which the cache's paths don't choose")
            }
            // The pattern named a file, or is a folder that has to be there.
            var (base, rest) = (pattern.root, Array(parts.dropFirst()))
            if rest.isEmpty {
                if entry.kind == .folder {
                    folders[index] = try folders[index] ?? ArchiveFolder(base.text)
                    return nil
                }
                guard let last = base.popLast() else { return nil }
                rest = [last]
                return (try ArchiveFolder(base.text), rest)
            }
            let folder = try folders[index] ?? ArchiveFolder(base.text)
            folders[index] = folder
            return (folder, rest)
        }
    }
}
