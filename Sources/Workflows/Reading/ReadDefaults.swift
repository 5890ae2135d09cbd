import Core
import Expressions

/// `defaults.run`, with the place that decides which contexts may be used.
struct DefaultsDraft {
    var defaults = Defaults()
    let place: ExpressionPlace
}

extension KeyTable<DefaultsDraft> {
    static let defaults = KeyTable("'defaults'", ["run": .read { $0.read($1, by: .runDefaults, into: &$2) }])

    static let runDefaults = KeyTable(
        "'defaults.run'",
        [
            "shell": .read { $2.defaults.shell = $0.readShell($1, at: $2.place) },
            "working-directory": .read {
                $2.defaults.workingDirectory = $0.fullTemplate($1, "'working-directory'", at: $2.place)
            }
        ])
}

extension Reader {
    func readDefaults(_ node: YAMLNode, at place: ExpressionPlace) -> Defaults {
        var draft = DefaultsDraft(place: place)
        read(node, by: .defaults, into: &draft)
        if node.mapping?.isEmpty == true {
            report(.missingKey, "'defaults' is empty", help: "Add 'run:', or remove it.", at: node.position)
        }
        return draft.defaults
    }

    /// Those of GitHub's; which of them are there is the machine's affair.
    private static let shells = ["bash", "sh", "python", "pwsh", "powershell", "cmd"]

    /// The name of a shell, a command with `{0}`, or an expression that gives one.
    func readShell(_ node: YAMLNode, at place: ExpressionPlace) -> Located<Template>? {
        guard let shell = fullTemplate(node, "'shell'", at: place) else { return nil }
        guard let name = shell.literal, !Self.shells.contains(name), !name.contains("{0}") else { return shell }
        report(
            .invalidValue, "'\(name.prefix(80))' is no shell",
            help: suggestion(for: name, in: Self.shells)
                ?? "Use bash, sh, python, pwsh, or a command with {0} where the script's file goes.",
            at: node.position)
        return nil
    }
}
