import Foundation
public import JobProtocol
import Planning
import Workflows

/// An action in a folder on disk.
public enum ActionFolder {
    /// - Parameters:
    ///   - path: of the folder.
    ///   - name: as the workflow calls the action, for messages.
    ///   - folder: goes into the plan.
    /// - Throws: ``ActionsError`` `notFound`, `invalidManifest`.
    public static func plan(in path: String, name: String, folder: String?) throws(ActionsError) -> ActionPlan {
        for file in ActionParser.fileNames {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
            return ActionPlan(try ActionResolver.parse([UInt8](data), path: file, of: name), folder: folder)
        }
        if FileManager.default.fileExists(atPath: path + "/Dockerfile") {
            return ActionPlan(name: name, folder: folder, inputs: [], runs: .docker)
        }
        throw ActionsError(.notFound, "there is no action '\(name)': \(path) has neither action.yml nor action.yaml")
    }

    /// A JavaScript action may share files with its neighbours, but not with other repositories.
    static func check(_ plan: ActionPlan, staysIn copy: String) throws(ActionsError) {
        guard case .javaScript(_, let main, let pre, _, let post, _) = plan.runs, let folder = plan.folder else {
            return
        }
        for file in [main, pre, post].compactMap({ $0 }) {
            let path = URL(fileURLWithPath: "\(folder)/\(file)").standardizedFileURL.path
            guard path.hasPrefix(copy + "/") else {
                throw ActionsError(
                    .invalidManifest, "the action '\(plan.name)' names the file '\(file)', which is outside of it")
            }
        }
    }
}
