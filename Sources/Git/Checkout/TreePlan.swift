import CLibGit2
import Core

/// A folder of a commit as it shall lie on disk; read and checked as a whole before anything is written.
final class TreePlan {
    struct Entry {
        var name: [UInt8]
        var id: ObjectID
        var mode: TreeEntry.Mode
        /// For folders.
        var folder: TreePlan?
    }

    let entries: [Entry]
    let names: Set<[UInt8]>

    static func empty() -> TreePlan { TreePlan(entries: []) }

    private init(entries: [Entry]) {
        self.entries = entries
        names = Set(entries.map(\.name))
    }

    var hasAttributes: Bool { names.contains(Array(".gitattributes".utf8)) }

    func entry(named name: [UInt8]) -> Entry? {
        entries.first { $0.name == name }
    }
}

extension TreePlan {
    /// Reads a commit's tree and refuses it when a name or mode in it is not one that git would write.
    struct Reader {
        /// Each level costs stack and a descriptor; no honest tree comes near.
        private static let deepest = 128
        /// What Linux takes as a path.
        private static let longestPath = 4095

        let repository: Repository
        let mostFiles: Int
        let mostBytes: Int64
        private var files = 0
        private var bytes: Int64 = 0

        init(repository: Repository, mostFiles: Int, mostBytes: Int64) {
            (self.repository, self.mostFiles, self.mostBytes) = (repository, mostFiles, mostBytes)
        }

        mutating func plan(_ commit: ObjectID) throws -> TreePlan {
            let root = try repository.tree(of: commit)
            let plan = try folder(root.pointer, at: GitPath(""), depth: 0)
            try checkModules(of: plan)
            return plan
        }

        private mutating func folder(_ tree: OpaquePointer, at path: GitPath, depth: Int) throws -> TreePlan {
            guard depth < Self.deepest else { throw hostile(path, "is nested deeper than \(Self.deepest) folders") }
            var entries: [Entry] = []
            var names: Set<[UInt8]> = []
            for index in 0..<git_tree_entrycount(tree) {
                guard let entry = TreeEntry(git_tree_entry_byindex(tree, index)) else { continue }
                let inner = path.appending(entry.name.bytes)
                if let objection = EntryName.objection(to: entry.name.bytes) { throw hostile(inner, objection) }
                guard inner.bytes.count <= Self.longestPath else {
                    throw hostile(path, "holds a path too long for a disk")
                }
                guard names.insert(entry.name.bytes).inserted else { throw hostile(inner, "is there twice") }
                guard let mode = entry.mode else {
                    throw hostile(inner, "has the unknown file mode \(String(entry.rawMode, radix: 8))")
                }
                try count(entry, mode, at: inner)
                var planned = Entry(name: entry.name.bytes, id: entry.id, mode: mode)
                if mode == .tree {
                    let child = try repository.tree(entry.id)
                    planned.folder = try folder(child.pointer, at: inner, depth: depth + 1)
                }
                entries.append(planned)
            }
            return TreePlan(entries: entries)
        }

        private mutating func count(_ entry: TreeEntry, _ mode: TreeEntry.Mode, at path: GitPath) throws {
            files += 1
            guard files <= mostFiles else {
                throw GitError(.tooLarge, "the commit holds more than \(mostFiles) files", context: repository.path)
            }
            guard mode != .tree, mode != .submodule else { return }
            let size = try repository.header(entry.id).size
            bytes += Int64(size)
            guard bytes <= mostBytes else {
                throw GitError(.tooLarge, "the commit's files exceed \(mostBytes) bytes", context: repository.path)
            }
            if mode == .symbolicLink, size == 0 || size > Self.longestPath {
                throw hostile(path, "is a symbolic link whose target has \(size) bytes")
            }
        }

        /// A submodule's name becomes a path under `.git/modules` when a job runs `git submodule update`.
        private func checkModules(of plan: TreePlan) throws {
            let file = ".gitmodules"
            guard let entry = plan.entry(named: Array(file.utf8)) else { return }
            guard entry.mode == .file || entry.mode == .executable else {
                throw hostile(GitPath(file), "is no plain file")
            }
            let text = try repository.withObject(entry.id) { String(decoding: $1, as: UTF8.self) }
            for line in text.split(whereSeparator: \.isNewline) {
                guard let objection = SubmoduleLine.objection(to: String(line)) else { continue }
                throw hostile(GitPath(file), objection)
            }
        }

        private func hostile(_ path: GitPath, _ objection: String) -> GitError {
            let shown = path.text.debugDescription
            return GitError(.hostileTree, "refused to check out: \(shown) \(objection)", context: repository.path)
        }
    }
}
