import Core

/// A server and the right to use it.
struct ServerAccess: Sendable {
    var address: ServerAddress
    /// nil: reading what everybody may read.
    var token: Secret?
    /// Where the token is from, for the sentence that says it is wrong.
    var tokenOrigin: String
    /// Where the address is from, for the sentence that says nobody listens there.
    var addressOrigin: String
}

/// Finds the server: flags first, then the environment, then the data folder of a server on this machine.
enum ServerLocator {
    /// - Throws: ``CommandError`` when there is none, or when the token would travel in the open.
    static func locate(_ options: ServerOptions, _ context: CommandContext) throws -> ServerAccess {
        let folder = DataFolder(options.data, context)
        let local = folder.address
        let named = options.url ?? context.environment["ANNEAL_URL"].flatMap { $0.isEmpty ? nil : $0 }
        guard let text = named ?? local else {
            throw CommandError(
                .unreachable,
                """
                no server runs on this machine with the data folder \(folder.path)
                Start one with 'anneal serve', or say where it is with --url and --token-file (ANNEAL_URL, ANNEAL_TOKEN).
                """)
        }
        let address = try ServerAddress(text)
        let isLocal = try local.map(ServerAddress.init) == address
        let (token, origin) = try token(options, folder: isLocal ? folder : nil, context)
        if token != nil, !address.isEncrypted, !address.isLoopback, !options.insecure {
            throw CommandError(
                .invalid,
                """
                the token will not be sent to \(address.text): over plain http anybody on the way can read it
                Use https, or a tunnel (ssh -L 8080:localhost:8080 HOST), or --insecure if you trust the network.
                """)
        }
        return ServerAccess(
            address: address, token: token, tokenOrigin: origin,
            addressOrigin: options.url != nil ? "--url" : named != nil ? "ANNEAL_URL" : folder.addressFile)
    }

    /// - Parameter folder: the server's own data folder; nil when the server is not the one of this machine.
    private static func token(
        _ options: ServerOptions, folder: DataFolder?, _ context: CommandContext
    ) throws -> (Secret?, String) {
        if let token = options.token { return (try checked(token, from: "--token"), "--token") }
        if let file = options.tokenFile {
            return (try read(context.path(file)), file)
        }
        if let token = context.environment["ANNEAL_TOKEN"], !token.isEmpty {
            return (try checked(token, from: "ANNEAL_TOKEN"), "ANNEAL_TOKEN")
        }
        // Another user's server: its token is none of ours, and reading may be free.
        guard let folder, let token = try? read(folder.tokenFile) else { return (nil, "") }
        return (token, folder.tokenFile)
    }

    private static func read(_ path: String) throws(CommandError) -> Secret {
        try checked(String(decoding: try SmallFile.read(path, maximum: 4096), as: UTF8.self), from: path)
    }

    /// A token becomes a header's value: a line feed in it would be a header of its own.
    private static func checked(_ text: String, from origin: String) throws(CommandError) -> Secret {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let token = lines.first, lines.count == 1, token.unicodeScalars.allSatisfy({ (0x21...0x7E) ~= $0.value })
        else { throw CommandError(.invalid, "\(origin) holds no token: one line of letters and digits is expected") }
        return Secret(String(token))
    }
}
