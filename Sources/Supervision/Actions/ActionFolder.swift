/// Where a local action lies.
enum ActionFolder {
    /// - Parameter reference: `./…`, seen from the workspace, whoever uses it.
    static func local(_ reference: String, in workspace: String) throws -> String {
        let parts = reference.split(separator: "/").filter { $0 != "." }
        guard !parts.contains("..") else {
            throw SupervisionError(.step, "the action `\(reference)` lies outside the repository; write `./PATH`")
        }
        let folder = ([workspace] + parts.map(String.init)).joined(separator: "/")
        guard FileKind(at: folder, followingLinks: true) == .directory else {
            throw SupervisionError(
                .step,
                "the action `\(reference)` is not in the workspace; a step before has to check the repository out")
        }
        return folder
    }
}
