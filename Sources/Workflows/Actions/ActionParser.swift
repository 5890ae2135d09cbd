public import Core

/// From the bytes of an `action.yml` to a typed manifest.
public enum ActionParser {
    /// The names that a manifest may have, in the order in which they are looked for.
    public static let fileNames = ["action.yml", "action.yaml"]

    /// - Parameters:
    ///   - bytes: of a file that anybody may have written.
    ///   - path: in the repository, or as the user named it; diagnostics carry it.
    /// - Returns: the manifest, unless the file has an error, and all that there is to say about it, sorted by position.
    public static func parse(
        _ bytes: [UInt8], path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> (action: ActionDefinition?, diagnostics: [Diagnostic]) {
        let (action, diagnostics) = WorkflowParser.read(
            bytes, path: path, options: options, what: "an action's manifest",
            help: "Begin with 'name:' and 'runs:'."
        ) { reader, root in reader.readActionManifest(root) }
        let isUsable = !diagnostics.contains { $0.severity == .error }
        return (isUsable ? action : nil, diagnostics)
    }

    public static func parse(
        _ text: String, path: String, options: WorkflowOptions = WorkflowOptions()
    ) -> (action: ActionDefinition?, diagnostics: [Diagnostic]) {
        parse(Array(text.utf8), path: path, options: options)
    }
}
