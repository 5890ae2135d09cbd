import Core
import Foundation
public import JobProtocol
import Planning
public import Workflows

/// An action in a folder on disk.
public enum ActionFolder {
    /// - Parameters:
    ///   - path: of the folder.
    ///   - name: as the workflow calls the action, for messages.
    ///   - folder: goes into the plan.
    ///   - place: what the folder is, for people; nil = its path.
    /// - Throws: ``ActionsError`` `notFound`, `invalidManifest`.
    public static func plan(in path: String, name: String, folder: String?, place: String? = nil) throws(ActionsError)
        -> ActionPlan
    {
        for file in ActionParser.fileNames {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
            return ActionPlan(try ActionResolver.parse([UInt8](data), path: file, of: name), folder: folder)
        }
        if FileManager.default.fileExists(atPath: path + "/Dockerfile") {
            return ActionPlan(name: name, folder: folder, inputs: [], runs: .docker)
        }
        throw ActionsError(
            .notFound,
            "'\(name)' is no action: \(place ?? path) has no action.yml, no action.yaml and no Dockerfile")
    }

    /// A remote action, in a copy of its repository.
    ///
    /// - Parameters:
    ///   - path: of the action in its repository; empty for the root.
    ///   - copy: the folder of the commit's files.
    public static func plan(
        of pin: ActionLock.Pin, path: String, name: String, in copy: String
    ) throws(ActionsError) -> ActionPlan {
        let folder = path.isEmpty ? copy : "\(copy)/\(path)"
        let commit = "\(pin.entry.owner)/\(pin.entry.repository) at \(pin.commit.short)"
        let plan = try plan(
            in: folder, name: name, folder: folder, place: path.isEmpty ? commit : "'\(path)' in \(commit)")
        try check(plan, staysIn: copy)
        return plan
    }

    /// A JavaScript action may share files with its neighbours, but not with other repositories.
    private static func check(_ plan: ActionPlan, staysIn copy: String) throws(ActionsError) {
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
