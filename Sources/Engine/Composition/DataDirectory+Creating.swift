import Foundation
import Glibc

extension DataDirectory {
    /// Makes the folder and its sub-folders, readable by the owner only.
    func create() throws(EngineError) {
        for folder in [path, mirrors, jobs, workspaces, spool, tools, actions, storage] {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw EngineError(.io, "cannot make the data folder \(folder): \(error.localizedDescription)")
            }
        }
    }
}
