public import ArgumentParser

/// Which server, and with what right. Shared by every command that talks to one.
public struct ServerOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "The server (default: ANNEAL_URL, else the one of this machine's data folder).", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "The admin token (default: ANNEAL_TOKEN). Other users of this machine can see it: prefer --token-file.",
            valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("A file that holds the admin token.", valueName: "file"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "The data folder of a server on this machine (default: ANNEAL_DATA, else ~/.local/share/anneal).",
            valueName: "dir"))
    var data: String?

    @Flag(help: "Send the token over plain http to another machine, where anybody on the way can read it.")
    var insecure = false

    public init() {}

    public func validate() throws {
        if token != nil, tokenFile != nil { throw ValidationError("--token and --token-file are two answers: use one") }
    }
}
