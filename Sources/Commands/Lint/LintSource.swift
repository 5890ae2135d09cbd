import FoundationEssentials
import Workflows

/// A file to check: its path, and its name as the user wrote it.
struct LintSource {
    var path: String
    var name: String

    /// More than any workflow may have.
    private static let largest = 2 << 20

    /// The repository that the file lies in: the nearest folder above with a `.git`; without one, the folder that has
    /// the folder for workflows in which the file lies.
    private var repository: String? {
        let own = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
        var folder = own
        while folder.path.count > 1 {
            if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) { return folder.path }
            folder = folder.deletingLastPathComponent()
        }
        guard [".anneal/workflows", ".github/workflows"].contains(where: { own.path.hasSuffix("/" + $0) }) else {
            return nil
        }
        return own.deletingLastPathComponent().deletingLastPathComponent().path
    }

    /// Those of the repository.
    var repositoryFiles: RepositoryFiles? {
        repository.map { root in
            RepositoryFiles { try? SmallFile.read("\(root)/\($0)", maximum: Self.largest) }
        }
    }

    /// Whether the repository's server takes it for a workflow to run.
    var isRunHere: Bool {
        guard let repository else { return false }
        return URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path
            == repository + "/.anneal/workflows"
    }

    /// A folder becomes its workflow files, by name.
    ///
    /// - Throws: when it is not there, or a folder has no workflow file.
    static func find(_ name: String, _ context: CommandContext) throws(CommandError) -> [LintSource] {
        let path = context.path(name)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError(.notFound, "there is no file or folder \(name)")
        }
        guard isFolder else { return [LintSource(path: path, name: name)] }
        let entries: [String]
        do {
            entries = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw CommandError(.couldNotRead, "cannot read the folder \(name)", cause: error)
        }
        let files = entries.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
        guard !files.isEmpty else {
            throw CommandError(.notFound, "there is no .yml or .yaml file in \(name); 'anneal init' makes one")
        }
        let prefix = name.hasSuffix("/") ? name : name + "/"
        return files.map { LintSource(path: "\(path)/\($0)", name: prefix + $0) }
    }
}
