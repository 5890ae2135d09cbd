extension ActionReference {
    /// Why a text names no action.
    public struct ParsingError: Error {
        public var message: String
        /// What to write instead.
        public var help: String
    }

    /// - Parameter text: as it stands behind `uses:`.
    public init(parsing text: String) throws(ParsingError) {
        if text.hasPrefix("docker://") {
            let image = String(text.dropFirst("docker://".count))
            guard !image.isEmpty else {
                throw Self.refused(text, "Name an image, as in 'docker://alpine:3'.")
            }
            self = .docker(image: image)
        } else if text.hasPrefix("./") || text == "." {
            self = try Self.local(text)
        } else {
            self = try Self.ofRepository(text)
        }
    }

    /// One that is not there is found when the workflow is checked against its repository.
    private static func local(_ text: String) throws(ParsingError) -> ActionReference {
        var path: [Substring] = []
        for part in text.split(separator: "/") where part != "." {
            guard part == ".." else {
                path.append(part)
                continue
            }
            guard path.popLast() != nil else {
                throw ParsingError(
                    message: "'\(text.prefix(200))' leads out of the repository",
                    help: "Name a folder of the repository, as seen from its root, or an action of another one as "
                        + "'owner/name@version'.")
            }
        }
        return .local(path: path.joined(separator: "/"))
    }

    private static func ofRepository(_ text: String) throws(ParsingError) -> ActionReference {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, let own = try ownAction(text) { return own }
        guard parts.count == 2, path.count >= 2, !parts[1].isEmpty else {
            let lacksVersion = parts.count < 2 && path.count >= 2 && !path.contains("")
            throw refused(
                text,
                lacksVersion
                    ? "Say which version, as in '\(text)@v1'; an action of this repository begins with './'."
                    : "Write it as 'owner/name@version', './path' or 'docker://image'.")
        }
        if let builtIn = BuiltInAction(name: String(parts[0])) {
            return .builtIn(builtIn, version: String(parts[1]))
        }
        guard path.allSatisfy(isPathPart), isReference(parts[1]) else {
            throw refused(text, "Leave out empty parts, '..' and control characters.")
        }
        return .remote(
            owner: path[0], repository: path[1], path: path.dropFirst(2).joined(separator: "/"), ref: String(parts[1]))
    }

    /// `anneal/dataset`: it comes with the server, and so has the server's version.
    private static func ownAction(_ text: String) throws(ParsingError) -> ActionReference? {
        if let action = BuiltInAction(name: text), action.isOwn { return .builtIn(action, version: "") }
        guard text.lowercased().hasPrefix("anneal/") else { return nil }
        let names = BuiltInAction.allCases.filter(\.isOwn).map(\.rawValue)
        throw ParsingError(
            message: "there is no action '\(text.prefix(200))'",
            help: Suggestion.nearest(to: text, in: names).map { "Did you mean '\($0)'?" }
                ?? "There are \(names.joined(separator: ", ")).")
    }

    private static func refused(_ text: String, _ help: String) -> ParsingError {
        ParsingError(message: "'\(text.prefix(200))' names no action", help: help)
    }

    private static func isPathPart(_ part: String) -> Bool {
        guard !part.isEmpty, part != ".", part != "..", part.utf8.count <= 255 else { return false }
        return !part.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" }
    }

    private static func isReference(_ text: Substring) -> Bool {
        !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
}
