/// The name of an artifact.
public enum ArtifactName {
    /// - Throws: `invalid`, for a name that GitHub refuses too: it becomes a folder's name on every system.
    public static func check(_ name: String) throws(ArtifactsError) {
        guard !name.isEmpty else { throw ArtifactsError(.invalid, "the artifact's name is empty") }
        guard name.utf8.count <= 255, name != ".", name != ".." else {
            throw ArtifactsError(.invalid, "the artifact's name '\(name)' can't be the name of a folder")
        }
        for character in name.unicodeScalars
        where "\":<>|*?\r\n\\/".unicodeScalars.contains(character) || character.value < 32 {
            throw ArtifactsError(
                .invalid,
                "the artifact's name '\(name)' has \(String(character).debugDescription) in it; "
                    + "names may not have any of \" : < > | * ? \\ / and line ends")
        }
    }
}
