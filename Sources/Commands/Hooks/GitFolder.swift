import FoundationEssentials
import Glibc

/// A git repository on this machine, found by the path a user gives.
struct GitFolder {
    /// As the user named it, made absolute.
    let path: String
    /// The folder that git itself looks for hooks in.
    let hooks: String
    private let folder: String

    /// - Throws: ``CommandError`` when there is no repository, or one whose hooks lie elsewhere.
    init(_ path: String) throws {
        self.path = path
        guard let folder = [path, path + "/.git"].first(where: Self.isRepository) else {
            throw CommandError(.notFound, "\(path) is no git repository: it has no HEAD, objects and refs")
        }
        self.folder = folder
        hooks = folder + "/hooks"
        let config = (try? SmallFile.read(folder + "/config", maximum: 1 << 20)) ?? []
        for line in String(decoding: config, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let key = line.drop(while: \.isWhitespace).lowercased()
            guard !key.hasPrefix("hookspath") else {
                throw CommandError(
                    .invalid,
                    """
                    \(folder)/config sets core.hooksPath: git would not look into \(hooks)
                    Remove that setting, or call our hook from yours.
                    """)
            }
        }
    }

    private static func isRepository(_ path: String) -> Bool {
        ["HEAD", "objects", "refs"].allSatisfy { access("\(path)/\($0)", F_OK) == 0 }
    }

    /// Whether a repository that was added by this URL is this one, by whatever way round.
    func isMeant(by url: String) -> Bool {
        let other = url.hasPrefix("file://") ? String(url.dropFirst(7)) : url
        guard other.hasPrefix("/"), let theirs = Self.real(other) else { return false }
        return theirs == Self.real(path) || theirs == Self.real(folder)
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
