import FoundationEssentials
import JobProtocol

/// Actions in a folder of their own, as a server fetched them.
final class ActionFolder {
    private let scratch: Scratch
    private(set) var actions: [String: ActionPlan] = [:]

    init() throws {
        scratch = try Scratch()
    }

    /// A JavaScript action; its files are made of these texts.
    func addJavaScript(
        _ reference: String, inputs: [ActionInput] = [], main: String, pre: String? = nil, preIf: String? = nil,
        post: String? = nil, postIf: String? = nil
    ) throws {
        let folder = try folder()
        for (name, text) in [("main.js", main), ("pre.js", pre), ("post.js", post)] {
            try text?.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        }
        actions[reference] = ActionPlan(
            name: reference, folder: folder, inputs: inputs,
            runs: .javaScript(
                node: "node20", main: "main.js", pre: pre == nil ? nil : "pre.js", preCondition: preIf,
                post: post == nil ? nil : "post.js", postCondition: postIf))
    }

    func addComposite(
        _ reference: String, inputs: [ActionInput] = [], outputs: [NamedText] = [], _ steps: [StepPlan]
    ) throws {
        actions[reference] = ActionPlan(
            name: reference, folder: try folder(), inputs: inputs, outputs: outputs, runs: .composite(steps: steps))
    }

    func addDocker(_ reference: String) throws {
        actions[reference] = ActionPlan(name: reference, folder: try folder(), inputs: [], runs: .docker)
    }

    private func folder() throws -> String {
        let folder = scratch.path + "/\(actions.count)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}
