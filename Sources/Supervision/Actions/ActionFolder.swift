/// Where a local action lies.
enum ActionFolder {
    /// - Parameters:
    ///   - reference: `./…`, seen from the workspace, whoever uses it.
    ///   - place: where that is written.
    static func local(_ reference: String, in workspace: String, at place: String?) throws -> String {
        let place = place.map { " (\($0))" } ?? ""
        let parts = reference.split(separator: "/").filter { $0 != "." }
        guard !parts.contains("..") else {
            throw SupervisionError(
                .step, "the action `\(reference)` lies outside the repository\(place); write `./PATH`")
        }
        let folder = ([workspace] + parts.map(String.init)).joined(separator: "/")
        guard FileKind(at: folder, followingLinks: true) == .directory else {
            throw SupervisionError(
                .step,
                "the action `\(reference)` is not in the workspace\(place); a step before has to check the repository out"
            )
        }
        return folder
    }
}
