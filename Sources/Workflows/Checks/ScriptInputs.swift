import Expressions
import OrderedCollections

/// Which inputs of an action or a called workflow become parts of its scripts, so that what a caller gives for them does.
enum ScriptInputs {
    /// Names in lower case.
    ///
    /// - Parameters:
    ///   - shared: `env` around the steps.
    ///   - inner: those of an action that a step uses.
    static func names(
        of steps: [StepDefinition], shared: [EnvironmentEntry] = [],
        inner: (ActionReference) -> Set<String> = { _ in [] }
    ) -> Set<String> {
        var names: Set<String> = []
        for step in steps.flatMap(\.flattened) {
            let environment = shared + step.environment
            switch step.work {
            case .run(let script, _, _): names.formUnion(read(by: script.content, environment))
            case .uses(let action, let with):
                let flows = inner(action.content).union(
                    action.content.name.lowercased() == "actions/github-script" ? ["script"] : [])
                for entry in with where flows.contains(entry.name.content.lowercased()) {
                    names.formUnion(read(by: entry.value.content, environment))
                }
            case .wait, .waitAll, .cancel, .parallel: continue
            }
        }
        return names
    }

    /// Directly, or by way of a variable that an expression puts into the text.
    private static func read(by template: Template, _ environment: [EnvironmentEntry]) -> Set<String> {
        var names: Set<String> = []
        for source in template.sources {
            if let name = UntrustedInput.input(readBy: source) { names.insert(name.lowercased()) }
            guard source.context == "env", source.path.count == 1, let variable = source.path[0]?.lowercased(),
                let entry = environment.last(where: { $0.name.content.lowercased() == variable })
            else { continue }
            for source in entry.value.content.sources {
                if let name = UntrustedInput.input(readBy: source) { names.insert(name.lowercased()) }
            }
        }
        return names
    }
}

extension Template {
    /// The first source in it that a stranger chooses, with what that makes of it.
    var untrusted: (source: Source, verdict: UntrustedInput.Verdict)? {
        for source in sources {
            if let verdict = UntrustedInput.verdict(on: source) { return (source, verdict) }
        }
        return nil
    }
}
