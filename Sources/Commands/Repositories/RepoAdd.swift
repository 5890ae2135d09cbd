import ArgumentParser
import Core
import OrderedCollections

struct RepoAdd: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Take a repository in. What is there already starts nothing.",
        discussion: """
            URL is a path on the server's machine, file://, https:// (credential: a token) or ssh:// (credential: a private key).

            Example: anneal repo add weather https://github.com/acme/weather --forge github --webhook-secret-file secret.txt
            """)

    @Argument(help: "What the repository is called here: letters, digits, '.', '_', '-', parts split by '/'.")
    var name: String

    @Argument(help: "Where it is.")
    var url: String

    @Option(help: ArgumentHelp("Who tells of pushes: github, gitlab, gitea or git (default: git).", valueName: "forge"))
    var forge: String?

    @Option(help: ArgumentHelp("A file with the secret that the forge signs its hooks with.", valueName: "file"))
    var webhookSecretFile: String?

    @Option(help: ArgumentHelp("A file with the token or private key to fetch with.", valueName: "file"))
    var credentialFile: String?

    @Option(help: ArgumentHelp("The folder of workflow files (default: .anneal/workflows).", valueName: "dir"))
    var workflows: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "Server") var server: ServerOptions

    func perform(_ context: CommandContext) async throws {
        let client = try APIClient(server, context)
        var body: OrderedDictionary<String, Value> = ["name": .string(name), "url": .string(absolute(url, context))]
        body["forge"] = forge.map(Value.string)
        body["workflows"] = workflows.map(Value.string)
        body["webhook_secret"] = try webhookSecretFile.map { .string(try secret(in: $0, context)) }
        body["credential"] = try credentialFile.map { .string(try secret(in: $0, context)) }
        let added = try Answer<Repository>(try await client.post("/repositories", body: .object(body)))
        guard format.format == .text else { return OutputRendering.render([added], as: format.format, empty: "") }
        context.output.line("added \(added.name, .bold): \(added.url)")
        for line in nextSteps(added.model, client, context) { context.output.line(line) }
    }

    /// A path means the same to the server, which works in another folder, only when it is absolute.
    private func absolute(_ url: String, _ context: CommandContext) -> String {
        let isRemote = url.contains("://") || url.wholeMatch(of: /[^\/]+@?[^\/]*:.*/) != nil
        return isRemote ? url : context.path(url)
    }

    private func secret(in file: String, _ context: CommandContext) throws -> String {
        let bytes = try SmallFile.read(context.path(file), maximum: 64 << 10)
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(.couldNotRead, "\(file) is not UTF-8 text")
        }
        // Editors end a file with a line feed that is no part of a secret; a private key does not miss it.
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw CommandError(.couldNotRead, "\(file) is empty") }
        return text
    }

    private func nextSteps(_ added: Repository, _ client: APIClient, _ context: CommandContext) -> [StyledText] {
        guard added.forge == "git" else {
            var lines: [StyledText] = [
                "next: at the forge, add a webhook for pushes, content type application/json, to",
                "  \(client.access.address.text)/hooks/\(added.forge)",
                "  (with the address by which the forge reaches this server)"
            ]
            if added.hasWebhookSecret != true {
                lines.append("  and give its secret here with --webhook-secret-file: unsigned hooks are refused")
            }
            return lines
        }
        guard added.url.hasPrefix("/") || added.url.hasPrefix("file://") else {
            return ["pushes are found by looking at the remote; nothing more to do"]
        }
        return [
            "next, for pushes that are noticed at once:",
            "  anneal hooks install \(added.url.hasPrefix("file://") ? String(added.url.dropFirst(7)) : added.url)"
        ]
    }
}
