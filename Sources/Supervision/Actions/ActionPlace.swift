/// Where an action comes from, as the `github` context tells it.
struct ActionPlace: Hashable {
    /// Of a composite action.
    var folder: String?
    /// `owner/name`; nil = local.
    var repository: String?
    var ref: String?

    /// - Parameter reference: as written in `uses:`.
    init(reference: String, folder: String? = nil) {
        self.folder = folder
        guard !Self.isLocal(reference), !Self.isImage(reference) else { return }
        let (path, ref) = reference[...].cut(at: "@") ?? (reference[...], "")
        repository = path.split(separator: "/").prefix(2).joined(separator: "/")
        if !ref.isEmpty { self.ref = String(ref) }
    }

    /// Seen from the workspace.
    static func isLocal(_ reference: String) -> Bool { reference.hasPrefix("./") }

    static func isImage(_ reference: String) -> Bool { reference.hasPrefix("docker://") }
}
